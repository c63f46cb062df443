package dev.caravan.authentication;

import dev.caravan.keys.ClaimRules;
import dev.caravan.keys.KeySet;
import dev.caravan.keys.SignedTokens;
import dev.caravan.keys.SnsMessages;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The schemes in which the sender signs with a key of its own, and the receiver has no secret at all. */
final class PublicKeys {
    static final String CLAIMS = "claims";

    private static final String GOOGLE = "https://accounts.google.com";
    private static final String GOOGLE_KEYS = "https://www.googleapis.com/oauth2/v3/certs";
    private static final String ISSUER = "issuer";
    private static final String KEYS = "jwks";
    private static final String AUDIENCE = "audience";

    private PublicKeys() {}

    static Authenticator google(SourceAuth auth, Means means) throws SchemeException {
        String email = required(auth, "email", "name the service account of the subscription");
        Set<String> issuers = auth.options().containsKey(ISSUER)
                ? Set.of(auth.option(ISSUER, ""))
                : Set.of(GOOGLE, GOOGLE.substring("https://".length()));
        URI keys = address(KEYS, auth.option(KEYS, GOOGLE_KEYS));
        ClaimRules rules = new ClaimRules(issuers, audience(auth), Map.of("email", email, "email_verified", "true"));
        return tokens(rules, KeySet.at(keys, means.fetch(), means.clock()), means);
    }

    static Authenticator oidc(SourceAuth auth, Means means) throws SchemeException {
        String issuer = required(auth, ISSUER, "name who issues the tokens, as their claim iss does");
        Map<String, String> claims = claims(auth);
        if (claims.isEmpty()) {
            throw new SchemeException(
                    "auth",
                    "is oidc without any claim: a valid signature alone authorises nobody",
                    "say who may post, like auth.claims.sub=…");
        }
        KeySet keys = auth.options().containsKey(KEYS)
                ? KeySet.at(address(KEYS, auth.option(KEYS, "")), means.fetch(), means.clock())
                : KeySet.of(address(ISSUER, issuer), means.fetch(), means.clock());
        return tokens(new ClaimRules(Set.of(issuer), audience(auth), claims), keys, means);
    }

    static Authenticator sns(SourceAuth auth, Means means) throws SchemeException {
        Set<String> topics = Arrays.stream(required(auth, "topics", "name the topics, arn:aws:sns:…")
                        .split(","))
                .map(String::strip)
                .filter(topic -> !topic.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (topics.isEmpty()
                || !topics.stream().allMatch(topic -> topic.matches("arn:aws[a-z-]*:sns:[^:]+:\\d+:[^:*]+"))) {
            throw new SchemeException(
                    "auth.topics",
                    "is not a list of topics",
                    "write one like arn:aws:sns:eu-central-1:210987654321:images, further ones after a comma");
        }
        return new SnsAuthenticator(new SnsMessages(topics, means.sns(), means.fetch(), means.clock()));
    }

    private static Authenticator tokens(ClaimRules rules, KeySet keys, Means means) {
        return new SignedTokenAuthenticator(new SignedTokens(rules, keys, means.clock()));
    }

    private static Map<String, String> claims(SourceAuth auth) {
        Map<String, String> claims = new HashMap<>();
        auth.options().forEach((option, value) -> {
            if (option.startsWith(CLAIMS + ".")) {
                claims.put(option.substring(CLAIMS.length() + 1), value);
            }
        });
        return claims;
    }

    private static String audience(SourceAuth auth) throws SchemeException {
        return required(auth, AUDIENCE, "name whom the tokens are made for, as their claim aud does");
    }

    private static String required(SourceAuth auth, String option, String remedy) throws SchemeException {
        String value = auth.option(option, "");
        if (value.isBlank()) {
            throw new SchemeException("auth." + option, "is missing, " + auth.scheme() + " needs it", remedy);
        }
        return value;
    }

    /** Keys that come over a line that anybody can change prove nothing; on this machine there is no such line. */
    private static URI address(String option, String text) throws SchemeException {
        try {
            URI address = new URI(text);
            boolean local = "127.0.0.1".equals(address.getHost()) || "localhost".equals(address.getHost());
            boolean secure = "https".equals(address.getScheme()) || (local && "http".equals(address.getScheme()));
            if (secure && address.getHost() != null && address.getRawUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException noAddress) {
            // told like any other text that is none
        }
        throw new SchemeException("auth." + option, "is not an https URL with a host", "write https://host/path");
    }
}
