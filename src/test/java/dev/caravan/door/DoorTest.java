package dev.caravan.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class DoorTest {
    private static RunningDoor door;

    @BeforeAll
    static void open() throws Exception {
        door = new RunningDoor(RunningDoor.settings(), Limits.standard(), RunningDoor.stubs());
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    void acceptsJson() throws Exception {
        Wire.Answer answer = Wire.post(door.port(), "/webhook", "{\"a\":1}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"id\":\"01J0\",\"source\":\"acr\",\"status\":\"accepted\"}");
    }

    @Test
    void refusesBrokenJson() throws Exception {
        Wire.Answer answer = Wire.post(door.port(), "/webhook", "{\"a\":");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-json");
        System.out.println(answer);
    }
}
