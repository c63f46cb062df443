package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that want requests to be signed: each signature is made once more here, from what was on the wire. */
final class SignedBrokersTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final WireMockServer broker =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort().globalTemplating(false));

    @BeforeEach
    void start() {
        broker.start();
        broker.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    }

    @AfterEach
    void stop() {
        broker.stop();
    }

    private LoggedRequest told(Map<String, String> settings) throws Exception {
        Map<String, String> properties = new TreeMap<>();
        settings.forEach((key, value) -> properties.put("provider.bus." + key, value));
        properties.put("provider.bus.api", "http://127.0.0.1:" + broker.port());
        try (RunningGateway gateway = RunningGateway.start(folder, properties)) {
            gateway.append(Samples.event("flux-error"));
            gateway.awaitIdle(PATIENCE);
            assertThat(gateway.deadLetters("bus")).isEmpty();
        }
        return Recorded.requests(broker).findFirst().orElseThrow();
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    private static String parameter(LoggedRequest request, String name) {
        Matcher found = Pattern.compile("[ &]" + name + "=([^&]+)").matcher(request.getHeader("Authorization"));
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    @Test
    void amazonsSignatureIsThatOfTheRequest() throws Exception {
        LoggedRequest request = told(Map.of(
                "type", "awssns",
                "address", "arn:aws:sns:eu-west-1:123456789012:events",
                "access-key", "AKIAEXAMPLE",
                "secret-key", "secret/with+signs",
                "session-token", "session=="));
        String time = request.getHeader("X-Amz-Date");
        String names = "content-type;host;x-amz-date;x-amz-security-token";
        String fields = Stream.of(names.split(";", -1))
                .map(name -> name + ":" + request.getHeader(name) + "\n")
                .collect(Collectors.joining());
        String canonical =
                "POST\n" + request.getUrl() + "\n\n" + fields + "\n" + names + "\n" + sha256(request.getBodyAsString());
        String scope = time.substring(0, 8) + "/eu-west-1/sns/aws4_request";
        byte[] key = "AWS4secret/with+signs".getBytes(UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        String text = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical);

        assertThat(request.getHeader("Authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + HexFormat.of().formatHex(hmac(key, text)));
        assertThat(request.getHeader("x-amz-security-token")).isEqualTo("session==");
    }

    @Test
    void azuresSignatureIsThatOfTheHubAndItsEnd() throws Exception {
        LoggedRequest request = told(
                Map.of(
                        "type",
                        "azureeventhub",
                        "address",
                        "Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=a+b/c=;EntityPath=events"));
        String resource = parameter(request, "sr");
        String until = parameter(request, "se");

        assertThat(request.getUrl()).isEqualTo("/events/messages");
        assertThat(resource).isEqualTo("https%3A%2F%2Facme.servicebus.windows.net%2Fevents");
        assertThat(parameter(request, "skn")).isEqualTo("send");
        assertThat(Instant.ofEpochSecond(Long.parseLong(until))).isAfter(Instant.now());
        byte[] code = hmac("a+b/c=".getBytes(UTF_8), resource + "\n" + until);
        assertThat(URLDecoder.decode(parameter(request, "sig"), UTF_8))
                .isEqualTo(Base64.getEncoder().encodeToString(code));
    }

    @Test
    void aServiceAccountSignsForItself() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        String account = Samples.json(Map.of(
                "type", "service_account",
                "client_email", "caravan@acme.example",
                "private_key_id", "4711",
                "private_key", pem));
        LoggedRequest request =
                told(Map.of("type", "googlepubsub", "address", "acme-prod", "channel", "events", "token", account));
        String[] token =
                request.getHeader("Authorization").replace("Bearer ", "").split("\\.", -1);

        assertThat(request.getUrl()).isEqualTo("/v1/projects/acme-prod/topics/events:publish");
        assertThat(part(token[0]).get("kid").asText()).isEqualTo("4711");
        assertThat(part(token[1]).get("iss")).isEqualTo(part(token[1]).get("sub"));
        assertThat(part(token[1]).get("aud").asText()).isEqualTo("https://pubsub.googleapis.com/");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update((token[0] + "." + token[1]).getBytes(UTF_8));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
    }

    private static JsonNode part(String text) throws Exception {
        return Samples.JSON.readTree(Base64.getUrlDecoder().decode(text));
    }
}
