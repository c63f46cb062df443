package dev.caravan.authentication;

import static dev.caravan.authentication.SharedSecrets.TOKEN;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The table of all schemes: what {@code source.<name>.auth} may name. */
public final class Schemes {
    private static final Authenticator ANYONE = evidence -> Proof.PLAIN;
    private static final Map<String, Scheme> TABLE = new TreeMap<>();

    static {
        TABLE.put("none", Scheme.shared(List.of(), Set.of(), (auth, clock) -> ANYONE));
        TABLE.put("token", of((auth, clock) -> new TokenAuthenticator(auth.active(TOKEN))));
        TABLE.put("basic", Scheme.shared(List.of("username", "password"), Set.of(), SharedSecrets::basic));
        TABLE.put("header", of(SharedSecrets::header, "header"));
        TABLE.put("github", of(Signatures::gitHub));
        TABLE.put("gitea", of(Signatures::gitea));
        TABLE.put("bitbucket", of(Signatures::bitbucket));
        TABLE.put("gitlab", of(Signatures::gitLab));
        TABLE.put("gitee", of(Signatures::gitee));
        TABLE.put("hmac", of(Signatures::hmac, "header", "algorithm", "encoding", "timestamp-header"));
        TABLE.put("grafana", of(Signatures::grafana, "header", "timestamp-header"));
        TABLE.put("jfrog", of(Signatures::jFrog));
        TABLE.put("nexus", of(Signatures::nexus));
        TABLE.put("slack", of(Signatures::slack));
        TABLE.put("standard-webhooks", of(StandardWebhooks::authenticator));
        TABLE.put("stripe", of(Signatures::stripe));
        TABLE.put("google-oidc", keyed(PublicKeys::google, "audience", "email", "issuer", "jwks"));
        TABLE.put("oidc", keyed(PublicKeys::oidc, "audience", "issuer", "jwks", PublicKeys.CLAIMS));
        TABLE.put("aws-sns", keyed(PublicKeys::sns, "topics"));
    }

    private Schemes() {}

    private static Scheme of(Scheme.Factory factory, String... options) {
        return Scheme.shared(List.of(TOKEN), Set.of(options), factory);
    }

    private static Scheme keyed(Scheme.PublicKey factory, String... options) {
        return new Scheme(List.of(), Set.of(options), factory);
    }

    /** In the order of the alphabet. */
    public static Set<String> names() {
        return TABLE.keySet();
    }

    /** The files that a source's secret must hold for a scheme. */
    public static List<String> files(String scheme) {
        return row(scheme).files();
    }

    /** Whether {@code source.<name>.auth.<option>} says something to a scheme; of {@code claims} any may be named. */
    public static boolean takes(String scheme, String option) {
        String kind = option.startsWith(PublicKeys.CLAIMS + ".") ? PublicKeys.CLAIMS : option;
        return row(scheme).options().contains(kind);
    }

    /**
     * Makes the authenticator; touches nothing outside, so that the configuration is checked by it, too.
     *
     * @throws SchemeException when a secret or an option is of no use
     */
    public static Authenticator authenticator(SourceAuth auth, Means means) throws SchemeException {
        return row(auth.scheme()).factory().create(auth, means);
    }

    private static Scheme row(String scheme) {
        Scheme row = TABLE.get(scheme);
        if (row == null) {
            throw new IllegalArgumentException("unknown scheme " + scheme + "; use " + String.join(", ", names()));
        }
        return row;
    }
}
