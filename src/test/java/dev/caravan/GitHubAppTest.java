package dev.caravan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commit statuses as a GitHub App: its key is exchanged for a token, and that is kept while it lives. */
final class GitHubAppTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String SHA = "731f7eaddfb6af01cb2173e18f0f75b0ba780ef1";
    private static final String TOKENS = "/api/v3/app/installations/678/access_tokens";
    /** What stands before an RSA key of 2048 bits in PKCS#8. */
    private static final int PKCS8_HEAD = 26;

    @TempDir
    Path folder;

    private final WireMockServer github =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort().globalTemplating(false));
    private final KeyPair keys = keys();

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        github.start();
        github.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(201)));
        github.stubFor(get("/api/v3/repos/acme/web/installation").willReturn(okJson("{\"id\":678}")));
        github.stubFor(get("/api/v3/users/acme/installation").willReturn(okJson("{\"id\":678}")));
        gives("ghs_one", Instant.now().plus(Duration.ofHours(1)));
    }

    private void gives(String token, Instant until) {
        github.stubFor(post(TOKENS)
                .willReturn(okJson("{\"token\":\"%s\",\"expires_at\":\"%s\"}"
                        .formatted(token, until.truncatedTo(ChronoUnit.SECONDS)))));
    }

    @AfterEach
    void stop() {
        github.stop();
    }

    private String pem(boolean pkcs1) {
        byte[] encoded = keys.getPrivate().getEncoded();
        String type = pkcs1 ? "RSA PRIVATE KEY" : "PRIVATE KEY";
        byte[] key = pkcs1 ? Arrays.copyOfRange(encoded, PKCS8_HEAD, encoded.length) : encoded;
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(key) + "\n-----END " + type
                + "-----\n";
    }

    private RunningGateway gateway(boolean pkcs1, Map<String, String> more) throws Exception {
        Path secret = Files.createDirectories(folder.resolve("secrets/app"));
        Files.writeString(secret.resolve("githubAppID"), "12345");
        Files.writeString(secret.resolve("githubAppPrivateKey"), pem(pkcs1));
        Map<String, String> properties = new TreeMap<>(Map.of(
                "provider.repo.type", "github",
                "provider.repo.rate", "0",
                "provider.repo.secret", "app",
                "provider.repo.address", github.baseUrl() + "/acme/web"));
        properties.putAll(more);
        return RunningGateway.start(folder, properties);
    }

    private static Map<String, Object> event(String message) {
        return Map.of(
                "involvedObject",
                Map.of("kind", "Kustomization", "name", "webapp"),
                "severity",
                "error",
                "reason",
                "BuildFailed",
                "message",
                message,
                "metadata",
                Map.of("revision", "main@sha1:" + SHA));
    }

    private List<LoggedRequest> requests(String path) {
        return Recorded.requests(github)
                .filter(request -> request.getUrl().contains(path))
                .toList();
    }

    private List<String> credentials() {
        return requests("/statuses").stream()
                .map(request -> request.getHeader("Authorization"))
                .toList();
    }

    @Test
    void theInstallationIsFoundAndItsTokenIsKept() throws Exception {
        try (Logs logs = Logs.capture();
                RunningGateway gateway = gateway(true, Map.of())) {
            gateway.append(event("one"));
            gateway.append(event("two"));
            gateway.awaitIdle(PATIENCE);

            assertThat(credentials()).hasSize(4).containsOnly("Bearer ghs_one");
            assertThat(requests("/repos/acme/web/installation")).hasSize(1);
            assertThat(requests(TOKENS)).hasSize(1);
            checkSignature(requests(TOKENS).get(0).getHeader("Authorization"));
            assertThat(String.join("\n", logs.lines())).doesNotContain("ghs_one", "PRIVATE KEY");
        }
    }

    private void checkSignature(String header) throws Exception {
        String[] parts = header.replace("Bearer ", "").split("\\.", 3);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();

        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        Matcher times = Pattern.compile("\\{\"iat\":(\\d+),\"exp\":(\\d+),\"iss\":\"12345\"}")
                .matcher(claims);
        assertThat(times.matches()).as(claims).isTrue();
        long issued = Long.parseLong(times.group(1));
        assertThat(Long.parseLong(times.group(2)) - issued).isEqualTo(120);
        assertThat(Instant.now().getEpochSecond() - issued).isBetween(30L, 90L);
    }

    @Test
    void aKnownInstallationIsNotLookedForAndAnOwnersIs() throws Exception {
        try (RunningGateway gateway = gateway(
                false,
                Map.of(
                        "provider.repo.github-app-installation-id", "678",
                        "provider.owned.type", "github",
                        "provider.owned.secret", "app",
                        "provider.owned.address", github.baseUrl() + "/acme/web",
                        "provider.owned.github-app-installation-owner", "acme"))) {
            gateway.append(event("one"));
            gateway.awaitIdle(PATIENCE);

            assertThat(requests("/repos/acme/web/installation")).isEmpty();
            assertThat(requests("/users/acme/installation")).hasSize(1);
            assertThat(requests(TOKENS)).hasSize(2);
            assertThat(credentials()).hasSize(4).containsOnly("Bearer ghs_one");
        }
    }

    @Test
    void aTokenNearItsEndIsRenewed() throws Exception {
        gives("ghs_short", Instant.now().plus(Duration.ofMinutes(4)));
        try (RunningGateway gateway = gateway(true, Map.of())) {
            gateway.append(event("one"));
            gateway.append(event("two"));
            gateway.awaitIdle(PATIENCE);

            assertThat(requests(TOKENS)).hasSize(2);
        }
    }

    @Test
    void aRefusedTokenIsRenewed() throws Exception {
        github.stubFor(get("/api/v3/repos/acme/web/commits/" + SHA + "/statuses?per_page=50")
                .inScenario("refused")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("renewed")
                .willReturn(aResponse().withStatus(401).withBody("{\"message\":\"Bad credentials\"}")));
        try (RunningGateway gateway = gateway(true, Map.of())) {
            gateway.append(event("one"));
            gateway.awaitIdle(PATIENCE);

            assertThat(requests(TOKENS)).hasSize(2);
            assertThat(gateway.deadLetters("repo")).isEmpty();
            assertThat(credentials()).hasSize(3);
        }
    }
}
