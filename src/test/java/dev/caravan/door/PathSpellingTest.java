package dev.caravan.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.door.Wire.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a path is spelled, what is served is what was checked: here everything asks for a token. */
final class PathSpellingTest {
    private static final String JSON = "Content-Type: application/json\r\n";

    private static RunningDoor door;

    @BeforeAll
    static void open() throws Exception {
        DoorSettings settings =
                RunningDoor.settings(List.of("common"), Map.of("flux", RunningDoor.auth("token", "own")));
        door = new RunningDoor(settings, Limits.standard(), RunningDoor.stubs());
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @AfterEach
    void nothingWasLetIn() {
        assertThat(door.recorded).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhook",
                "/webhook/",
                "/webhook//",
                "/webhook///",
                "//webhook",
                "/./webhook",
                "/x/../webhook",
                "/webhook/.",
                "/webhook/..",
                "/webhook/../webhook",
                "/webhook/acr/..",
                "/webhook/./acr",
                "/webhook/acr/.",
                "/webhook/acr/",
                "/webhook//acr",
                "/webhook/flux",
                "/webhook/flux/",
                "/webhook/FLUX",
                "/webhook/flux%20",
                "/webhook/%66lux",
                "/webhook/acr/../flux",
                "/webhook/acr%2f..%2fflux",
                "/webhook/flux;x=1",
                "/webhook;x=1/flux",
                "/webhook/flux%00",
                "/webhook/flux%2f",
                "/webhook%2fflux",
                "/webhook\\flux",
                "/%77ebhook/flux",
                "/WEBHOOK",
                "/Webhook/flux",
                "/webhookx",
                "/webhook?",
                "/webhook?/flux",
                "/webhook/flux?token",
                "/webhook/flux?token=",
                "/webhook#/flux",
                "http://127.0.0.1/webhook",
                "http://127.0.0.1/webhook/flux",
                "http:/webhook",
                "webhook",
                "*",
                "/webhook/flux/%",
                "/webhook/flux/%6fwn%00",
                "/webhook/flux/own/",
                "/webhook/flux/own/..",
                "/webhook/flux/%C0%AEown"
            })
    void noneIsAWayAroundTheToken(String path) throws Exception {
        assertThat(Wire.post(door.port(), path, JSON, "{}".getBytes(UTF_8)).status())
                .isBetween(400, 499);
    }

    /** Those who check a proxy's word for what was asked for would let them in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Original-URL: /webhook/acr",
                "X-Rewrite-URL: /webhook/acr",
                "X-Forwarded-Prefix: /webhook",
                "X-Forwarded-For: 127.0.0.1",
                "X-HTTP-Method-Override: OPTIONS",
                "Authorization: Bearer common, Bearer own",
                "Authorization: Bearer\tcommon",
                "Authorization : Bearer own",
                "Authorization: Bearer wrong\r\nAuthorization: Bearer own",
                "X-Authorization: Bearer own",
                "Cookie: token=own"
            })
    void noFieldIsAWayAroundTheToken(String field) throws Exception {
        Answer answer = Wire.post(door.port(), "/webhook/flux", JSON + field + "\r\n", "{}".getBytes(UTF_8));
        assertThat(answer.status()).isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null"})
    void noPageOfTheWebMayReadAnAnswer(String origin) throws Exception {
        String field = "Origin: " + origin + "\r\nCookie: a=b\r\n";
        Answer answer = Wire.post(door.port(), "/webhook", JSON + field, "{}".getBytes(UTF_8));
        assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }
}
