package dev.caravan.edit;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is built once: listeners, journal and log. */
final class Restart {
    private Restart() {}

    /** The properties whose change only a restart takes in, as problems. */
    static List<String> problems(Configuration now, Configuration next) {
        List<String> problems = new ArrayList<>();
        Map<String, Object> before = fixed(now);
        fixed(next).forEach((key, value) -> {
            if (!Objects.equals(value, before.get(key))) {
                problems.add(
                        Surroundings.FILE + ": " + key
                                + " cannot change while the gateway runs; restart it, or set it back for the rest to be taken in");
            }
        });
        return problems;
    }

    private static Map<String, Object> fixed(Configuration configuration) {
        return Map.of(
                "camel.server.host", configuration.door().host(),
                "camel.server.port", configuration.door().port(),
                "webhook.max-body", configuration.door().maxBody(),
                "camel.management.host", configuration.management().host(),
                "camel.management.port", configuration.management().port(),
                "management.token", configuration.management().token(),
                "journal.*", configuration.journal(),
                "channel.* and kafka.*", configuration.kafka(),
                "tracing.*", configuration.tracing(),
                "log.format", configuration.logFormat());
    }
}
