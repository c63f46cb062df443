package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.caravan.keys.TestIssuer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google's Pub/Sub, and others whose issuer signs, at the whole gateway; and Event Grid, which asks first. */
final class SignedTokenSendersTest {
    private static final JWK KEY = TestIssuer.rsa("one");
    private static final TestIssuer ISSUER = new TestIssuer();
    private static final String PUSH =
            Samples.read(RunningGateway.ROUTES.resolve("sources/google-pubsub/samples/artifact_registry.json"));
    private static final String VALIDATION =
            Samples.read(RunningGateway.ROUTES.resolve("sources/eventgrid-validation/samples/validation.json"));
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        ISSUER.serve(KEY);
        Path secret = Files.createDirectories(folder.resolve("secrets/grid"));
        Files.writeString(secret.resolve("token"), "grid-t0ken");
        Map<String, String> properties = new HashMap<>(google(ISSUER.keys().toString()));
        properties.put("webhook.token", "common-t0ken");
        properties.put("source.acr-eventgrid.auth", "token");
        properties.put("source.acr-eventgrid.secret", "grid");
        properties.put("source.cdevents.auth", "oidc");
        properties.put("source.cdevents.auth.issuer", "https://token.actions.githubusercontent.com");
        properties.put("source.cdevents.auth.jwks", ISSUER.keys().toString());
        properties.put("source.cdevents.auth.audience", "caravan");
        properties.put("source.cdevents.auth.claims.repository", "octo-org/octo-repo");
        gateway = RunningGateway.start(folder, properties);
    }

    private static Map<String, String> google(String keys) {
        return Map.of(
                "source.google-pubsub.auth", "google-oidc",
                "source.google-pubsub.auth.audience", "caravan",
                "source.google-pubsub.auth.email", "pusher@p.iam.gserviceaccount.com",
                "source.google-pubsub.auth.jwks", keys);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ISSUER.close();
    }

    private static JWTClaimsSet.Builder claims(String issuer) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("caravan")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    private static String google(String audience, boolean verified) throws Exception {
        return TestIssuer.token(
                KEY,
                claims("https://accounts.google.com")
                        .audience(audience)
                        .claim("email", "pusher@p.iam.gserviceaccount.com")
                        .claim("email_verified", verified)
                        .build());
    }

    private static HttpResponse<String> push(RunningGateway gateway, String path, String token) throws Exception {
        return gateway.post(path, PUSH, "Authorization", "Bearer " + token);
    }

    @Test
    void aPushOfGooglesIsAcceptedAndSoIsWhatIsInIt() throws Exception {
        HttpResponse<String> answer = push(gateway, "/webhook/google-pubsub", google("caravan", true));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body()).contains("google-artifact-registry");
    }

    @Test
    void whateverIsWrongIsAnsweredAlikeAndNoTokenIsLogged() throws Exception {
        try (Logs logs = Logs.capture()) {
            String right = google("caravan", true);
            String other = google("another", true);
            for (String token : new String[] {other, google("caravan", false), right + "A", "x", "common-t0ken"}) {
                HttpResponse<String> answer = push(gateway, "/webhook/google-pubsub", token);
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.body())
                        .contains("\"code\":\"invalid-token\"", "The request does not prove who sent it.");
            }
            assertThat(gateway.post("/webhook/google-pubsub", PUSH).statusCode())
                    .isEqualTo(401);
            assertThat(String.join("\n", logs.lines()))
                    .contains("invalid-token")
                    .doesNotContain(other, right, "eyJ", "t0ken", "gserviceaccount");
        }
    }

    @Test
    void aTokenInThePathIsNoWayAround() throws Exception {
        assertThat(gateway.post("/webhook/google-pubsub/common-t0ken", PUSH).statusCode())
                .isEqualTo(404);
        assertThat(push(gateway, "/webhook/google-pubsub/common-t0ken", google("caravan", true))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void neitherIsAPathThatNamesNobodyOrAnother() throws Exception {
        assertThat(push(gateway, "/webhook", "common-t0ken").statusCode()).isEqualTo(401);
        assertThat(push(gateway, "/webhook/google-artifact-registry", "common-t0ken")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void otherIssuersMustClaimWhatIsAskedOfThem() throws Exception {
        String issuer = "https://token.actions.githubusercontent.com";
        String right = TestIssuer.token(
                KEY, claims(issuer).claim("repository", "octo-org/octo-repo").build());
        String wrong = TestIssuer.token(
                KEY, claims(issuer).claim("repository", "evil/octo-repo").build());
        assertThat(gateway.post("/webhook/cdevents", "{}", "Authorization", "Bearer " + right)
                        .statusCode())
                .isEqualTo(202);
        assertThat(gateway.post("/webhook/cdevents", "{}", "Authorization", "Bearer " + wrong)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void withoutKeysThePostIsToBeSentAgain(@TempDir Path folder) throws Exception {
        try (TestIssuer down = new TestIssuer()) {
            down.fail();
            try (RunningGateway other =
                    RunningGateway.start(folder, google(down.keys().toString()))) {
                for (String path : new String[] {"/webhook/google-pubsub", "/webhook"}) {
                    HttpResponse<String> answer = push(other, path, google("caravan", true));
                    assertThat(answer.statusCode()).isEqualTo(503);
                    assertThat(answer.body()).contains("\"code\":\"keys-unavailable\"");
                    assertThat(answer.headers().firstValue("retry-after")).hasValue("10");
                }
                assertThat(other.journal().lag("console").events()).isZero();
            }
        }
    }

    @Test
    void eventGridsQuestionIsSubjectToTheSchemeOfTheSourceThatIsNamed() throws Exception {
        HttpResponse<String> answer = gateway.post("/webhook/acr-eventgrid/grid-t0ken", VALIDATION);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("validationResponse");
        assertThat(gateway.post("/webhook/acr-eventgrid/common-t0ken", VALIDATION)
                        .statusCode())
                .isEqualTo(404);
        assertThat(gateway.post("/webhook/acr-eventgrid", VALIDATION).statusCode())
                .isEqualTo(401);
        assertThat(gateway.post("/webhook", VALIDATION).statusCode()).isEqualTo(401);
        assertThat(gateway.post("/webhook/eventgrid-validation/common-t0ken", VALIDATION)
                        .statusCode())
                .isEqualTo(200);
    }
}
