package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kind of event that a sender invents later is no reason for it to switch its hook off. */
final class UnknownKindsTest {
    private static final List<String> KINDS = List.of(
            "action",
            "type",
            "Type",
            "event",
            "event_name",
            "event_type",
            "eventKey",
            "eventType",
            "detail-type",
            "hook_name",
            "object_kind",
            "reason",
            "state",
            "status");

    @Test
    void anUnknownKindIsNeverRefused(@TempDir Path folder) throws Exception {
        List<String> refused = new ArrayList<>();
        int posted = 0;
        try (RunningGateway gateway = RunningGateway.start(folder, Map.of())) {
            for (Samples.Payload sample : Samples.payloads()) {
                for (Map<String, Object> changed : changed(sample.body())) {
                    for (String path : List.of("/webhook", "/webhook/" + sample.source())) {
                        posted++;
                        int status = gateway.post(path, Samples.json(changed)).statusCode();
                        if (status >= 300) {
                            refused.add(status + " " + path + " " + sample.file());
                        }
                    }
                }
            }
        }
        assertThat(refused).isEmpty();
        assertThat(posted).isGreaterThan(300);
    }

    /** The object with each member that names a kind saying something unheard of. */
    private static List<Map<String, Object>> changed(Object body) {
        List<Map<String, Object>> changed = new ArrayList<>();
        if (body instanceof Map<?, ?>) {
            Map<String, Object> object = Samples.map(body);
            KINDS.stream().filter(object::containsKey).forEach(kind -> {
                Map<String, Object> copy = new LinkedHashMap<>(object);
                copy.put(kind, "unheard.of_it");
                changed.add(copy);
            });
        }
        return changed;
    }
}
