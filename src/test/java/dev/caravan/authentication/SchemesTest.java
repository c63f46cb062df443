package dev.caravan.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.caravan.provider.Secret;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of those who made the schemes, word for word, and what is near to them. */
final class SchemesTest {
    private static final String GITHUB = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    private static final String WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String WEBHOOK_BODY = "{\"test\": 2432232314}";
    private static final long WEBHOOK_TIME = 1614265330;
    private static final String WEBHOOK_SIGNATURE = "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Path FLUX = Path.of(
            System.getProperty("caravan.fixtures", "../shared/fixtures/inbound"), "flux/kustomization-error-hmac.http");

    private static Authenticator authenticator(String scheme, Map<String, String> options, long now, String... secrets)
            throws SchemeException {
        Map<String, Secret> files = new TreeMap<>();
        for (String secret : secrets) {
            files.put("token." + files.size(), new Secret(secret));
        }
        Clock clock = Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC);
        return Schemes.authenticator(new SourceAuth(scheme, files, options), Means.offline(clock));
    }

    private static @Nullable Proof proof(Authenticator authenticator, String body, String... headers) {
        MultiMap fields = MultiMap.caseInsensitiveMultiMap();
        for (int at = 0; at < headers.length; at += 2) {
            fields.add(headers[at], headers[at + 1]);
        }
        return authenticator.proof(new Evidence(fields, Buffer.buffer(body.getBytes(UTF_8)), null));
    }

    @Test
    void gitHubsOwnExample() throws Exception {
        Authenticator gitHub = authenticator("github", Map.of(), 0, "It's a Secret to Everybody");
        assertThat(proof(gitHub, "Hello, World!", "X-Hub-Signature-256", GITHUB))
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("nearMisses")
    void whatIsNearToItIsRefused(String signature) throws Exception {
        Authenticator gitHub = authenticator("github", Map.of(), 0, "It's a Secret to Everybody");
        assertThat(proof(gitHub, "Hello, World!", "X-Hub-Signature-256", signature))
                .isNull();
        assertThat(proof(gitHub, "Hello, World!", "X-Hub-Signature", GITHUB)).isNull();
    }

    static Stream<String> nearMisses() {
        String hex = GITHUB.substring("sha256=".length());
        return Stream.of(
                "",
                hex,
                GITHUB.substring(0, GITHUB.length() - 1),
                GITHUB + "0",
                "sha256=" + hex.toUpperCase(Locale.ROOT),
                "SHA256=" + hex,
                "sha1=" + hex,
                "sha256=dXEH6g6yUJ/CESIcyphLijdXC211hsIsRvQ3nIsEPhc=");
    }

    private static @Nullable Proof webhook(String secret, long now, String signature) throws Exception {
        return proof(
                authenticator("standard-webhooks", Map.of(), now, secret),
                WEBHOOK_BODY,
                "webhook-id",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "webhook-timestamp",
                Long.toString(WEBHOOK_TIME),
                "webhook-signature",
                signature);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "299, true", "-299, true", "300, true", "301, false", "-301, false"})
    void standardWebhooksOwnExampleWithinFiveMinutes(long later, boolean taken) throws Exception {
        Proof proof = webhook(WEBHOOK_SECRET, WEBHOOK_TIME + later, "v1," + WEBHOOK_SIGNATURE);
        assertThat(proof).isEqualTo(taken ? new Proof("msg_p5jXN8AQM9LWM0D4loKWxJek") : null);
    }

    @Test
    void itsSecretNeedsNoPrefixAndItsSignatureMayStandAmongOthers() throws Exception {
        String bare = WEBHOOK_SECRET.substring("whsec_".length());
        assertThat(webhook(bare, WEBHOOK_TIME, "v1," + WEBHOOK_SIGNATURE)).isNotNull();
        assertThat(webhook(bare, WEBHOOK_TIME, "v1,AAAA v1a,AAAA v1," + WEBHOOK_SIGNATURE + " v3,x"))
                .isNotNull();
        assertThat(webhook(bare, WEBHOOK_TIME, "v2," + WEBHOOK_SIGNATURE)).isNull();
        assertThat(webhook(bare, WEBHOOK_TIME, WEBHOOK_SIGNATURE)).isNull();
    }

    @Test
    void gitLabTakesItsSigningTokenAsStandardWebhooksAndNotInTheClear() throws Exception {
        Authenticator gitLab = authenticator("gitlab", Map.of(), WEBHOOK_TIME, "a plain one", WEBHOOK_SECRET);
        assertThat(proof(gitLab, "{}", "X-Gitlab-Token", "a plain one")).isEqualTo(new Proof(null));
        assertThat(proof(gitLab, "{}", "X-Gitlab-Token", WEBHOOK_SECRET)).isNull();
        assertThat(proof(
                        gitLab,
                        WEBHOOK_BODY,
                        "webhook-id",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp",
                        Long.toString(WEBHOOK_TIME),
                        "webhook-signature",
                        "v1," + WEBHOOK_SIGNATURE))
                .isEqualTo(new Proof("msg_p5jXN8AQM9LWM0D4loKWxJek"));
    }

    @Test
    void aDotInTheIdCouldMoveTextIntoTheTimeAndIsRefused() throws Exception {
        Sender sender = Objects.requireNonNull(Sender.all().get("standard-webhooks"));
        Map<String, String> headers = sender.headers().of(Sender.SECRET, "5.{}".getBytes(UTF_8), 5);
        String id = headers.get("webhook-id");
        Authenticator webhooks = authenticator("standard-webhooks", Map.of(), 5, Sender.SECRET);
        String signature = String.valueOf(headers.get("webhook-signature"));
        assertThat(proof(
                        webhooks,
                        "5.{}",
                        "webhook-id",
                        String.valueOf(id),
                        "webhook-timestamp",
                        "5",
                        "webhook-signature",
                        signature))
                .isNotNull();
        assertThat(proof(
                        webhooks,
                        "{}",
                        "webhook-id",
                        id + ".5",
                        "webhook-timestamp",
                        "5",
                        "webhook-signature",
                        signature))
                .isNull();
    }

    @Test
    void aKeyPairSignsWithoutASecretBetweenTheTwo() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update("msg_1.1000.{}".getBytes(UTF_8));
        String signature = "v1a," + Base64.getEncoder().encodeToString(signer.sign());
        Authenticator webhooks = authenticator(
                "standard-webhooks",
                Map.of(),
                1000,
                WEBHOOK_SECRET,
                "whpk_" + Base64.getEncoder().encodeToString(raw));

        String[] headers = {"svix-id", "msg_1", "svix-timestamp", "1000", "svix-signature", signature};
        assertThat(proof(webhooks, "{}", headers)).isEqualTo(new Proof("msg_1"));
        assertThat(proof(webhooks, "{} ", headers)).isNull();
        headers[5] = signature.replace("v1a,", "v1,");
        assertThat(proof(webhooks, "{}", headers)).isNull();
        headers[5] = "v1a,AAAA v1a,!!";
        assertThat(proof(webhooks, "{}", headers)).isNull();
    }

    @Test
    void slacksOwnExample() throws Exception {
        Authenticator slack = authenticator("slack", Map.of(), 1531420618, "8f742231b10e8888abcd99yyyzzz85a5");
        String body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        assertThat(proof(
                        slack,
                        body,
                        "X-Slack-Request-Timestamp",
                        "1531420618",
                        "X-Slack-Signature",
                        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"slack", "stripe", "standard-webhooks", "grafana with the time", "gitee with a signature"})
    void whereTheTimeIsSignedWhatIsOldOrOfTheFutureIsRefused(String name) throws Exception {
        Sender sender = Objects.requireNonNull(Sender.all().get(name));
        Map<String, String> sent = sender.headers().of(Sender.SECRET, "{}".getBytes(UTF_8), 10_000);
        String[] headers = sent.entrySet().stream()
                .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                .toArray(String[]::new);
        for (long now : new long[] {9_699, 9_700, 10_300, 10_301}) {
            Authenticator authenticator = authenticator(sender.scheme(), sender.options(), now, Sender.SECRET);
            boolean fresh = Math.abs(now - 10_000) <= 300;
            assertThat(proof(authenticator, "{}", headers) != null)
                    .as("at " + now)
                    .isEqualTo(fresh);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-5", "5.0", "+5", "0x5", "99999999999999999999", "５"})
    void aTimeThatIsNoNumberIsRefused(String time) throws Exception {
        Authenticator stripe = authenticator("stripe", Map.of(), 5, "secret");
        assertThat(proof(stripe, "{}", "Stripe-Signature", "t=" + time + ",v1=00"))
                .isNull();
    }

    @Test
    void fluxOwnExample() throws Exception {
        assumeTrue(Files.exists(FLUX), "no shared fixtures here");
        String request = Files.readString(FLUX).replace("\r\n", "\n");
        int end = request.indexOf("\n\n");
        String signature = request.substring(0, end).replaceFirst("(?s).*\nX-Signature: ([^\n]+).*", "$1");
        Authenticator hmac = authenticator("hmac", Map.of(), 0, "token");
        assertThat(proof(hmac, request.substring(end + 2), "X-Signature", signature))
                .isNotNull();
        assertThat(proof(hmac, request.substring(end + 2) + " ", "X-Signature", signature))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "standard-webhooks, whsec_no base64, has a signing secret that is not base64",
        "standard-webhooks, whsec_, has a signing secret that is not base64",
        "gitlab, whsec_%, has a signing secret that is not base64",
        "standard-webhooks, whpk_AAAA, has a public key that is no ed25519 key of 32 bytes"
    })
    void aSecretThatCannotBeUsedIsToldWithoutIt(String scheme, String secret, String told) {
        assertThatThrownBy(() -> authenticator(scheme, Map.of(), 0, secret))
                .isInstanceOf(SchemeException.class)
                .hasMessage(told);
    }

    @ParameterizedTest
    @CsvSource({"hmac, header, a b", "header, header, x:", "grafana, timestamp-header, é"})
    void aHeaderFieldMustBeOne(String scheme, String option, String name) {
        assertThatThrownBy(() -> authenticator(scheme, Map.of(option, name), 0, "secret"))
                .isInstanceOfSatisfying(
                        SchemeException.class,
                        wrong -> assertThat(wrong.property()).isEqualTo("auth." + option));
    }

    static Stream<Arguments> algorithms() {
        return Stream.of(
                Arguments.of(Map.of("algorithm", "sha256"), "", "HmacSHA256", true),
                Arguments.of(Map.of("algorithm", "sha256"), "sha256=", "HmacSHA256", true),
                Arguments.of(Map.of("algorithm", "sha256"), "sha512=", "HmacSHA512", false),
                Arguments.of(Map.of("algorithm", "sha512"), "", "HmacSHA512", true),
                Arguments.of(Map.of(), "sha256=", "HmacSHA256", true),
                Arguments.of(Map.of(), "", "HmacSHA256", false),
                Arguments.of(Map.of(), "sha1=", "HmacSHA1", false));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void anHmacSaysHowItWasMadeOrIsToldSo(Map<String, String> options, String prefix, String algorithm, boolean taken)
            throws Exception {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec("secret".getBytes(UTF_8), algorithm));
        String signature = prefix + HexFormat.of().formatHex(mac.doFinal("{}".getBytes(UTF_8)));
        assertThat(proof(authenticator("hmac", options, 0, "secret"), "{}", "X-Signature", signature) != null)
                .isEqualTo(taken);
    }

    @Test
    void aUserNameEndsAtTheFirstColonAndIsUtf8() throws Exception {
        SourceAuth auth = new SourceAuth(
                "basic", Map.of("username", new Secret("müller"), "password", new Secret("a:b:ü")), Map.of());
        Authenticator basic = Schemes.authenticator(auth, Means.offline(Clock.systemUTC()));
        assertThat(proof(basic, "", "Authorization", basic("müller:a:b:ü"))).isNotNull();
        for (String pair : new String[] {"müller:a", "müller", "other:a:b:ü", ":a:b:ü", "müller:a:b:ü "}) {
            assertThat(proof(basic, "", "Authorization", basic(pair))).as(pair).isNull();
        }
        SourceAuth colon =
                new SourceAuth("basic", Map.of("username", new Secret("a:b"), "password", new Secret("c")), Map.of());
        assertThatThrownBy(() -> Schemes.authenticator(colon, Means.offline(Clock.systemUTC())))
                .hasMessageContaining("colon");
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    @Test
    void nothingShowsASecret() {
        SourceAuth auth = new SourceAuth("github", Map.of("token", new Secret("canary")), Map.of());
        Evidence evidence =
                new Evidence(MultiMap.caseInsensitiveMultiMap().add("X", "canary"), Buffer.buffer("canary"), "canary");
        assertThat(auth + " " + evidence + " " + Credentials.of("Bearer canary"))
                .doesNotContain("canary");
    }
}
