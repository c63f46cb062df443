package dev.caravan.authentication;

import static dev.caravan.authentication.HeaderSignature.Form.BARE_SHA1;
import static dev.caravan.authentication.HeaderSignature.Form.BARE_SHA256;
import static dev.caravan.authentication.HeaderSignature.Form.BARE_SHA512;
import static dev.caravan.authentication.HeaderSignature.Form.SHA256;
import static dev.caravan.authentication.HeaderSignature.Form.SHA512;
import static dev.caravan.authentication.SharedSecrets.TOKEN;
import static dev.caravan.authentication.SharedSecrets.field;

import dev.caravan.authentication.HeaderSignature.Form;
import dev.caravan.authentication.HeaderSignature.Stamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The schemes in which sender and receiver share a secret that is not sent. */
final class Signatures {
    private static final String TIME = "timestamp-header";

    private Signatures() {}

    static Authenticator gitHub(SourceAuth auth, Clock clock) {
        return signed(auth, clock, HeaderSignature.hex("X-Hub-Signature-256", SHA256));
    }

    static Authenticator gitea(SourceAuth auth, Clock clock) {
        List<String> fields = List.of("X-Gitea-Signature", "X-Forgejo-Signature", "X-Gogs-Signature");
        return signed(auth, clock, new HeaderSignature(fields, List.of(BARE_SHA256), Encoding.HEX, Optional.empty()));
    }

    static Authenticator bitbucket(SourceAuth auth, Clock clock) {
        return signed(auth, clock, HeaderSignature.hex("X-Hub-Signature", SHA256, SHA512));
    }

    static Authenticator nexus(SourceAuth auth, Clock clock) {
        return signed(auth, clock, HeaderSignature.hex("X-Nexus-Webhook-Signature", BARE_SHA1));
    }

    static Authenticator slack(SourceAuth auth, Clock clock) {
        Stamp stamp = new Stamp("X-Slack-Request-Timestamp", "v0:");
        Form form = new Form("v0=", Digest.SHA256);
        return signed(auth, clock, hex("X-Slack-Signature", List.of(form), Optional.of(stamp)));
    }

    static Authenticator stripe(SourceAuth auth, Clock clock) {
        return signed(auth, clock, new StripeSignature());
    }

    static Authenticator grafana(SourceAuth auth, Clock clock) throws SchemeException {
        String field = field(auth, "header", "X-Grafana-Alerting-Signature");
        return signed(auth, clock, hex(field, List.of(BARE_SHA256), stamp(auth)));
    }

    static Authenticator hmac(SourceAuth auth, Clock clock) throws SchemeException {
        String field = field(auth, "header", "X-Signature");
        Encoding encoding = auth.option("encoding", "hex").equals("base64") ? Encoding.BASE64 : Encoding.HEX;
        List<Form> forms = switch (auth.option("algorithm", "")) {
            case "sha256" -> List.of(SHA256, BARE_SHA256);
            case "sha512" -> List.of(SHA512, BARE_SHA512);
            default -> List.of(SHA256, SHA512);
        };
        return signed(auth, clock, new HeaderSignature(List.of(field), forms, encoding, stamp(auth)));
    }

    /** In signing mode the field holds the signature, else the secret itself. */
    static Authenticator jFrog(SourceAuth auth, Clock clock) {
        String field = "X-JFrog-Event-Auth";
        return new AnyOf(List.of(
                signed(auth, clock, HeaderSignature.hex(field, BARE_SHA256)),
                new HeaderAuthenticator(field, auth.active(TOKEN))));
    }

    /** With a key for signatures the field holds the signature, else the password itself. */
    static Authenticator gitee(SourceAuth auth, Clock clock) {
        List<SigningKey> keys =
                SharedSecrets.bytes(auth).stream().map(GiteeSignature::key).toList();
        return new AnyOf(List.of(
                new SignatureAuthenticator(new GiteeSignature(), keys, clock),
                new HeaderAuthenticator("X-Gitee-Token", auth.active(TOKEN))));
    }

    /** A signing token is told from a plain one by its prefix. */
    static Authenticator gitLab(SourceAuth auth, Clock clock) throws SchemeException {
        List<String> signing = auth.active(TOKEN).stream()
                .filter(StandardWebhooks::isSigningToken)
                .toList();
        List<String> plain = auth.active(TOKEN).stream()
                .filter(token -> !StandardWebhooks.isSigningToken(token))
                .toList();
        if (plain.isEmpty()) {
            return StandardWebhooks.of(signing, clock);
        }
        Authenticator header = new HeaderAuthenticator("X-Gitlab-Token", plain);
        return signing.isEmpty() ? header : new AnyOf(List.of(StandardWebhooks.of(signing, clock), header));
    }

    private static Optional<Stamp> stamp(SourceAuth auth) throws SchemeException {
        String field = field(auth, TIME, "X-Timestamp");
        return auth.options().containsKey(TIME) ? Optional.of(new Stamp(field, "")) : Optional.empty();
    }

    private static HeaderSignature hex(String field, List<Form> forms, Optional<Stamp> stamp) {
        return new HeaderSignature(List.of(field), forms, Encoding.HEX, stamp);
    }

    private static Authenticator signed(SourceAuth auth, Clock clock, Claim.Reader reader) {
        List<SigningKey> keys =
                SharedSecrets.bytes(auth).stream().map(SigningKey::shared).toList();
        return new SignatureAuthenticator(reader, keys, clock);
    }
}
