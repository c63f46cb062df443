package dev.caravan.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.provider.Secret;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The other side of a scheme, written from what the products' documents say.
 *
 * @param options what the source is told besides
 * @param signsBody whether another body needs another proof
 * @param headers of a request, by the secret, the body and the seconds since 1970
 */
public record Sender(String scheme, Map<String, String> options, boolean signsBody, Headers headers) {
    /** What a sender puts into the head of its request. */
    public interface Headers {
        Map<String, String> of(String secret, byte[] body, long time) throws GeneralSecurityException;
    }

    /** The secrets of the tests can be used by every scheme: they are base64, too. */
    public static final String SECRET = "c2VjcmV0LW9mLXRoZS1jYW5hcnk0Mg==";

    public static final String OTHER = "YW5vdGhlci1vZi10aGUtY2FuYXJ5NDI=";
    public static final String PREVIOUS = "cHJldmlvdXMtb2YtdGhlLWNhbmFyeTQy";

    /** Every scheme that a sender can be played for, by a name of the test's own. */
    public static Map<String, Sender> all() {
        Map<String, Sender> all = new TreeMap<>();
        add(
                all,
                "token",
                "token",
                Map.of(),
                false,
                (secret, body, time) -> Map.of("Authorization", "Bearer " + secret));
        add(
                all,
                "basic",
                "basic",
                Map.of(),
                false,
                (secret, body, time) ->
                        Map.of("Authorization", "Basic " + base64(("robot:" + secret).getBytes(UTF_8))));
        add(all, "header", "header", Map.of(), false, (secret, body, time) -> Map.of("Authorization", secret));
        add(
                all,
                "header of another name",
                "header",
                Map.of("header", "X-Api-Key"),
                false,
                (secret, body, time) -> Map.of("X-Api-Key", secret));
        add(
                all,
                "github",
                "github",
                Map.of(),
                true,
                (secret, body, time) -> Map.of("X-Hub-Signature-256", "sha256=" + hex("HmacSHA256", secret, body)));
        add(
                all,
                "gitea",
                "gitea",
                Map.of(),
                true,
                (secret, body, time) -> Map.of("X-Gitea-Signature", hex("HmacSHA256", secret, body)));
        add(
                all,
                "forgejo",
                "gitea",
                Map.of(),
                true,
                (secret, body, time) -> Map.of("X-Forgejo-Signature", hex("HmacSHA256", secret, body)));
        add(
                all,
                "gogs",
                "gitea",
                Map.of(),
                true,
                (secret, body, time) -> Map.of("X-Gogs-Signature", hex("HmacSHA256", secret, body)));
        add(
                all,
                "bitbucket",
                "bitbucket",
                Map.of(),
                true,
                (secret, body, time) -> Map.of("X-Hub-Signature", "sha256=" + hex("HmacSHA256", secret, body)));
        add(
                all,
                "bitbucket with sha512",
                "bitbucket",
                Map.of(),
                true,
                (secret, body, time) -> Map.of("X-Hub-Signature", "sha512=" + hex("HmacSHA512", secret, body)));
        add(all, "gitlab", "gitlab", Map.of(), false, (secret, body, time) -> Map.of("X-Gitlab-Token", secret));
        add(
                all,
                "gitee with a password",
                "gitee",
                Map.of(),
                false,
                (secret, body, time) -> Map.of("X-Gitee-Token", secret));
        add(
                all,
                "gitee with a signature",
                "gitee",
                Map.of(),
                false,
                (secret, body, time) -> Map.of(
                        "X-Gitee-Timestamp",
                        time + "123",
                        "X-Gitee-Token",
                        base64(hmac("HmacSHA256", secret.getBytes(UTF_8), (time + "123\n" + secret).getBytes(UTF_8)))));
        add(
                all,
                "hmac",
                "hmac",
                Map.of(),
                true,
                (secret, body, time) -> Map.of("X-Signature", "sha512=" + hex("HmacSHA512", secret, body)));
        add(
                all,
                "hmac as Shopify has it",
                "hmac",
                Map.of("header", "X-Shopify-Hmac-SHA256", "algorithm", "sha256", "encoding", "base64"),
                true,
                (secret, body, time) ->
                        Map.of("X-Shopify-Hmac-SHA256", base64(hmac("HmacSHA256", secret.getBytes(UTF_8), body))));
        add(
                all,
                "grafana",
                "grafana",
                Map.of(),
                true,
                (secret, body, time) -> Map.of("X-Grafana-Alerting-Signature", hex("HmacSHA256", secret, body)));
        add(
                all,
                "grafana with the time",
                "grafana",
                Map.of("timestamp-header", "X-Sent-At"),
                true,
                (secret, body, time) -> Map.of(
                        "X-Sent-At", Long.toString(time),
                        "X-Grafana-Alerting-Signature", hex("HmacSHA256", secret, join(time + ":", body))));
        add(
                all,
                "jfrog that sends its secret",
                "jfrog",
                Map.of(),
                false,
                (secret, body, time) -> Map.of("X-JFrog-Event-Auth", secret));
        add(
                all,
                "jfrog that signs",
                "jfrog",
                Map.of(),
                true,
                (secret, body, time) -> Map.of("X-JFrog-Event-Auth", hex("HmacSHA256", secret, body)));
        add(
                all,
                "nexus",
                "nexus",
                Map.of(),
                true,
                (secret, body, time) -> Map.of("X-Nexus-Webhook-Signature", hex("HmacSHA1", secret, body)));
        add(
                all,
                "slack",
                "slack",
                Map.of(),
                true,
                (secret, body, time) -> Map.of(
                        "X-Slack-Request-Timestamp",
                        Long.toString(time),
                        "X-Slack-Signature",
                        "v0=" + hex("HmacSHA256", secret, join("v0:" + time + ":", body))));
        add(
                all,
                "stripe",
                "stripe",
                Map.of(),
                true,
                (secret, body, time) -> Map.of(
                        "Stripe-Signature",
                        "t=" + time + ",v1=" + hex("HmacSHA256", secret, join(time + ".", body)) + ",v0=x"));
        add(
                all,
                "standard-webhooks",
                "standard-webhooks",
                Map.of(),
                true,
                (secret, body, time) -> webhook("webhook-", secret, body, time));
        add(
                all,
                "svix",
                "standard-webhooks",
                Map.of(),
                true,
                (secret, body, time) -> webhook("svix-", secret, body, time));
        return all;
    }

    private static void add(
            Map<String, Sender> all,
            String name,
            String scheme,
            Map<String, String> options,
            boolean signsBody,
            Headers headers) {
        all.put(name, new Sender(scheme, options, signsBody, headers));
    }

    /** What the source is told, with the secret in force and the one before. */
    public SourceAuth auth(String secret, String previous) {
        Map<String, Secret> files = scheme.equals("basic")
                ? Map.of(
                        "username", new Secret("robot"),
                        "password", new Secret(secret),
                        "password.previous", new Secret(previous))
                : Map.of("token", new Secret(secret), "token.previous", new Secret(previous));
        return new SourceAuth(scheme, files, options);
    }

    private static Map<String, String> webhook(String names, String secret, byte[] body, long time)
            throws GeneralSecurityException {
        byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
        String id = "msg_" + Long.toHexString(System.nanoTime());
        String signature = base64(hmac("HmacSHA256", key, join(id + "." + time + ".", body)));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(names + "id", id);
        headers.put(names + "timestamp", Long.toString(time));
        headers.put(names + "signature", "v2,AAAA v1,AAAA v1," + signature);
        return headers;
    }

    private static String hex(String algorithm, String secret, byte[] signed) throws GeneralSecurityException {
        return HexFormat.of().formatHex(hmac(algorithm, secret.getBytes(UTF_8), signed));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] hmac(String algorithm, byte[] key, byte[] signed) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(signed);
    }

    private static byte[] join(String before, byte[] body) {
        byte[] head = before.getBytes(UTF_8);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
