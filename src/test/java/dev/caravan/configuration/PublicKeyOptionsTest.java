package dev.caravan.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scheme that could let in anybody, or nobody, is no configuration. */
class PublicKeyOptionsTest {
    private static final String OIDC = """
            source.acr.auth=oidc
            source.acr.auth.issuer=https://issuer.example
            source.acr.auth.audience=caravan
            source.acr.auth.claims.sub=repo:octo-org/octo-repo:ref:refs/heads/main
            """;
    private static final String GOOGLE = """
            source.acr.auth=google-oidc
            source.acr.auth.audience=caravan
            source.acr.auth.email=a@b.iam.gserviceaccount.com
            """;
    private static final String SNS = """
            source.acr.auth=aws-sns
            source.acr.auth.topics=arn:aws:sns:eu-central-1:210987654321:images, arn:aws-cn:sns:cn-north-1:210987654321:b
            """;

    @TempDir
    Path directory;

    private Installation installation;

    @BeforeEach
    void install() {
        installation = new Installation(directory);
    }

    private String problem(String properties) {
        return String.join("\n", installation.properties(properties).problems());
    }

    @Test
    void whatIsCompleteIsTaken() throws ConfigurationException {
        assertThat(problem(OIDC)).isEmpty();
        assertThat(problem(GOOGLE)).isEmpty();
        assertThat(problem(SNS)).isEmpty();
        installation.properties(OIDC);
        assertThat(installation.read().door().source("acr").orElseThrow().auth().options())
                .containsEntry("claims.sub", "repo:octo-org/octo-repo:ref:refs/heads/main");
    }

    @Test
    void aSignatureAloneAuthorisesNobody() {
        assertThat(problem(OIDC.replaceFirst("(?m)^.*claims.*$", "")))
                .contains(
                        "application.properties:1: source.acr.auth",
                        "a valid signature alone authorises nobody",
                        "auth.claims.");
        assertThat(problem(GOOGLE.replaceFirst("(?m)^.*email.*$", "")))
                .contains("source.acr.auth.email is missing, google-oidc needs it");
    }

    @Test
    void audienceIssuerAndTopicsAreNeeded() {
        assertThat(problem(OIDC.replaceFirst("(?m)^.*audience.*$", "")))
                .contains("source.acr.auth.audience is missing");
        assertThat(problem(OIDC.replaceFirst("(?m)^.*issuer.*$", ""))).contains("source.acr.auth.issuer is missing");
        assertThat(problem(GOOGLE.replaceFirst("(?m)^.*audience.*$", "")))
                .contains("source.acr.auth.audience is missing");
        assertThat(problem(SNS.replaceFirst("(?m)^.*topics.*$", ""))).contains("source.acr.auth.topics is missing");
    }

    @Test
    void keysComeOverHttpsOrFromThisMachine() {
        for (String address :
                new String[] {"http://issuer.example", "issuer.example", "ftp://x", "https://a:b@c", "::"}) {
            assertThat(problem(OIDC.replace("https://issuer.example", address)))
                    .as(address)
                    .contains("source.acr.auth.issuer is not an https URL with a host");
            assertThat(problem(GOOGLE + "source.acr.auth.jwks=" + address + "\n"))
                    .as(address)
                    .contains("source.acr.auth.jwks is not an https URL");
        }
        assertThat(problem(OIDC.replace("https://issuer.example", "http://127.0.0.1:8000")))
                .isEmpty();
    }

    @Test
    void topicsAreWholeNames() {
        for (String topics :
                new String[] {"images", "arn:aws:sns:eu-central-1:210987654321:*", "arn:aws:sqs:eu-central-1:2:x", ","
                }) {
            assertThat(problem("source.acr.auth=aws-sns\nsource.acr.auth.topics=" + topics + "\n"))
                    .as(topics)
                    .contains("source.acr.auth.topics is not a list of topics");
        }
    }

    @Test
    void anOptionOfAnotherSchemeIsTold() {
        assertThat(problem(SNS + "source.acr.auth.claims.sub=x\n"))
                .contains("source.acr.auth.claims.sub is of no use to the scheme aws-sns");
        assertThat(problem(OIDC + "source.acr.auth.topics=x\n"))
                .contains("source.acr.auth.topics is of no use to the scheme oidc");
        assertThat(problem(OIDC + "source.acr.auth.claim.sub=x\n"))
                .contains("source.acr.auth.claim.sub is not a known property");
    }
}
