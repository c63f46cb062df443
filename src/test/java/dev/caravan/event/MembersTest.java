package dev.caravan.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What receivers written for Flux's events can read, whatever a sender put into its fields. */
class MembersTest {
    @Test
    void metadataAndObjectAreTexts() {
        Map<String, Object> given = Map.of(
                "involvedObject", Map.of("name", 123, "namespace", true),
                "metadata", Map.of("tag", 7, "digest", Map.of("x", 1), "list", List.of(1.5, "a"), "empty", ""),
                "timestamp", 5);
        assertThat(Members.present(given))
                .containsOnly(
                        Map.entry("involvedObject", Map.of("name", "123", "namespace", "true")),
                        Map.entry("metadata", Map.of("tag", "7", "digest", "{\"x\":1}", "list", "[1.5,\"a\"]")),
                        Map.entry("timestamp", "5"));
    }

    @Test
    void whatFluxDoesNotKnowStaysAsItIs() {
        Map<String, Object> given = Map.of("own", Map.of("n", 5), "listed", List.of(1, 2));
        assertThat(Members.present(given)).isEqualTo(given);
    }

    @Test
    void halfACharacterIsReplacedAndAWholeOneStays() {
        Map<String, Object> given = Map.of("message", "q\ud83d\"z \udc22 🐢");
        assertThat(Members.present(given)).containsEntry("message", "q\ufffd\"z \ufffd 🐢");
    }
}
