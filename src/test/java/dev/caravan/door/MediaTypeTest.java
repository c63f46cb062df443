package dev.caravan.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a body is taken under which name, and from whom. */
final class MediaTypeTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "application/json, -, -, JSON",
                "Application/CloudEvents+JSON; charset=UTF-8, -, -, JSON",
                "text/plain; charset=UTF-8, -, x-amz-sns-message-type, TEXT",
                "text/plain, aws-sns, -, TEXT",
                "text/plain, -, -, -",
                "text/plain, acr, -, -",
                "text/plain; charset=utf-16, aws-sns, -, -",
                "application/octet-stream, google-artifact-registry, -, BYTES",
                "application/octet-stream, -, -, -",
                "application/x-www-form-urlencoded, github, -, FORM",
                "application/x-www-form-urlencoded, gitea, -, FORM",
                "application/x-www-form-urlencoded, -, X-GitHub-Event, FORM",
                "application/x-www-form-urlencoded, -, -, -",
                "application/xml, github, X-GitHub-Event, -",
            })
    void whatIsNotJsonIsTakenOnlyFromThoseWhoSendIt(
            String type, @Nullable String named, @Nullable String field, @Nullable MediaType expected) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", type);
        if (field != null) {
            headers.add(field, "x");
        }
        assertThat(MediaType.of(headers, named)).isEqualTo(expected);
    }

    private static String text(String form) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", FORM);
        return Content.text(new Inbound("1", "/webhook", headers, Buffer.buffer(form.getBytes(UTF_8))), "github");
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
