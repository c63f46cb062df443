package dev.caravan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.configuration.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the running gateway's providers. */
@Command(name = "providers", description = "Lists the providers of the running gateway, and whether they are ready.")
final class ProvidersCommand implements Callable<Integer> {
    private static final List<String> TITLES =
            List.of("NAME", "TYPE", "READY", "REASON", "SUSPENDED", "LAG", "DELIVERED", "ADDRESS", "ORIGIN", "MESSAGE");

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws ConfigurationException {
        JsonNode answer = Remotes.management().get("/api/providers");
        Printer printer = new Printer();
        if (output.isJson()) {
            printer.json(answer.path("providers"));
            return exitCode(answer);
        }
        List<List<String>> rows = new ArrayList<>();
        answer.path("providers").forEach(provider -> rows.add(row(provider)));
        printer.table(TITLES, rows);
        return exitCode(answer);
    }

    /** So that a script need not read the table. */
    private static int exitCode(JsonNode answer) {
        for (JsonNode provider : answer.path("providers")) {
            if (!ready(provider).path("status").asText().equals("True")) {
                return ExitCode.MISMATCH;
            }
        }
        return ExitCode.OK;
    }

    private static JsonNode ready(JsonNode provider) {
        return provider.path("status").path("conditions").path(0);
    }

    private static List<String> row(JsonNode provider) {
        JsonNode ready = ready(provider);
        return List.of(
                provider.path("name").asText(),
                provider.path("type").asText(),
                ready.path("status").asText(),
                ready.path("reason").asText(),
                provider.path("suspended").asText(),
                provider.path("lag").path("events").asText(),
                provider.path("lastDelivery").asText(""),
                provider.path("address").asText(""),
                provider.path("origin").asText(""),
                ready.path("message").asText());
    }
}
