package dev.caravan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
final class DeadLetterFilter {
    @Option(names = "--provider", paramLabel = "NAME", description = "Only those of this provider.")
    private @Nullable String provider;

    @Option(names = "--reason", paramLabel = "REASON", description = "Only those with this reason.")
    private @Nullable String reason;

    boolean isGiven() {
        return provider != null || reason != null;
    }

    /** Newest first. */
    JsonNode list(Remote management, int limit) {
        String query = "?limit=" + limit + parameter("provider", provider) + parameter("reason", reason);
        return management.get("/api/dead-letters" + query).path("deadLetters");
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
