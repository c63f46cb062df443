package dev.caravan;

import static dev.caravan.BadInput.JSON;
import static dev.caravan.BadInput.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.door.Wire;
import dev.caravan.door.Wire.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway with a token: no spelling of a path and no field of a head is a way around it, and nobody holds the door shut. */
final class LockedDoorTest {
    private static final String TOKEN = "c4n4ry-door";
    private static RunningGateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        gateway = RunningGateway.start(folder, Map.of("webhook.token", TOKEN));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String push() {
        return "{\"id\":\"" + UUID.randomUUID() + "\",\"action\":\"push\",\"target\":{\"repository\":\"sk/web\"},"
                + "\"request\":{\"host\":\"r.example\"}}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhook",
                "/webhook/",
                "/webhook?token=" + TOKEN,
                "/webhook#/" + TOKEN,
                "/webhook/acr",
                "/webhook/acr/",
                "/webhook/acr/wrong",
                "/webhook/acr/%00" + TOKEN,
                "/webhook/acr/../acr",
                "/webhook/acr%2F" + TOKEN,
                "/webhook/acr;/" + TOKEN,
                "/webhook/ACR/" + TOKEN,
                "/webhook//acr/" + TOKEN,
                "/webhook/nobody/" + TOKEN,
                "/WEBHOOK",
                "//webhook",
                "/%77ebhook",
                "/webhook/%2e%2e/webhook",
                "/x/../webhook",
                "http://127.0.0.1/webhook",
                "http://127.0.0.1:8081/webhook/acr",
                "//127.0.0.1/webhook"
            })
    void noSpellingOfAPathIsAWayIn(String path) throws Exception {
        long kept = gateway.journal().counts().events();
        Answer answer = Wire.raw(gateway.port(), post(path, JSON, push()));
        assertThat(answer.status()).isIn(401, 404);
        assertThat(answer.body()).doesNotContain(TOKEN);
        assertThat(gateway.journal().counts().events()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 127.0.0.1",
                "Forwarded: for=127.0.0.1",
                "X-Original-URL: /observe/health",
                "X-Rewrite-URL: /observe/health",
                "X-HTTP-Method-Override: GET",
                "Authorization: Bearer",
                "Authorization: Bearer  ",
                "Authorization: Bearer null",
                "Authorization: Basic Og==",
                "Cookie: token=" + TOKEN,
                "CamelAuthorization: " + TOKEN
            })
    void noFieldOfAHeadIsAWayIn(String field) throws Exception {
        long kept = gateway.journal().counts().events();
        Answer answer = Wire.raw(gateway.port(), post("/webhook", JSON + field + "\r\n", push()));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(gateway.journal().counts().events()).isEqualTo(kept);
    }

    /** B40, with the limits that ship: 5 s for a head. */
    @Test
    void twoHundredSlowHeadsAreEndedAndHoldUpNobody() throws Exception {
        List<Wire> slow = new ArrayList<>();
        long start = System.nanoTime();
        for (int at = 0; at < 200; at++) {
            Wire wire = new Wire(gateway.port());
            wire.send("P");
            slow.add(wire);
        }
        for (int at = 0; at < 50; at++) {
            Answer answer = Wire.raw(gateway.port(), post("/webhook/acr/" + TOKEN, JSON, push()));
            assertThat(answer.status()).isEqualTo(202);
        }
        long served = System.nanoTime() - start;
        for (Wire wire : slow) {
            assertThat(wire.answer().status()).isEqualTo(408);
            assertThat(wire.isEnded()).isTrue();
            wire.close();
        }
        assertThat(served).as("50 valid posts meanwhile").isLessThan(5_000_000_000L);
        assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    }
}
