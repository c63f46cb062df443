package dev.caravan.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a body is taken under which name, and from whom. */
final class MediaTypesTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final MediaTypes TYPES = new MediaTypes(Map.of(
            "aws-sns", new Dialect(Set.of("text/plain"), Set.of("x-amz-sns-message-type")),
            "google-artifact-registry", new Dialect(Set.of("application/octet-stream"), Set.of()),
            "github", new Dialect(Set.of(FORM), Set.of("x-github-event")),
            "gitea", new Dialect(Set.of(FORM), Set.of("x-gitea-event"))));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "application/json, -, -, BODY",
                "Application/CloudEvents+JSON; charset=UTF-8, -, -, BODY",
                "text/plain; charset=UTF-8, -, x-amz-sns-message-type, BODY",
                "text/plain, aws-sns, -, BODY",
                "text/plain, -, -, -",
                "text/plain, acr, -, -",
                "text/plain; charset=utf-16, aws-sns, -, -",
                "application/octet-stream, google-artifact-registry, -, BODY",
                "application/octet-stream, -, -, -",
                "application/x-www-form-urlencoded, github, -, FIELD_OF_A_FORM",
                "application/x-www-form-urlencoded, gitea, -, FIELD_OF_A_FORM",
                "application/x-www-form-urlencoded, -, X-GitHub-Event, FIELD_OF_A_FORM",
                "application/x-www-form-urlencoded, -, -, -",
                "application/xml, github, X-GitHub-Event, -",
            })
    void whatIsNotJsonIsTakenOnlyFromThoseWhoSendIt(
            String type, @Nullable String named, @Nullable String field, MediaTypes.@Nullable Place expected) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", type);
        if (field != null) {
            headers.add(field, "x");
        }
        assertThat(TYPES.of(headers, named)).isEqualTo(expected);
    }

    private static String text(String form) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", FORM);
        return Content.text(
                new Inbound("1", "/webhook", headers, Buffer.buffer(form.getBytes(UTF_8))), TYPES, "github");
    }

    @Test
    void theFieldPayloadOfAFormIsTheBody() {
        assertThat(text("payload=%7B%22a%22%3A%22b+c%2Bd%C3%A9%22%7d&x=1")).isEqualTo("{\"a\":\"b c+dé\"}");
        assertThat(text("x=1&payload={\"a\":\"é\"}")).isEqualTo("{\"a\":\"é\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=1", "payload", "payload=%7", "payload=%zz", "payload={}&payload={}", "Payload={}"})
    void anotherFormIsRefused(String form) {
        assertThatThrownBy(() -> text(form))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("invalid-form"));
    }

    @Test
    void whatAFormDecodesToIsHeldAgainstTheSameRules() {
        assertThatThrownBy(() -> text("payload=%FF")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> text("payload=+")).isInstanceOf(ProblemException.class);
    }
}
