package dev.caravan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.configuration.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists dead letters, newest first. */
@Command(name = "list", description = "Lists dead letters, newest first.")
final class DeadLettersListCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("id", "deadAt", "kind", "source", "provider", "reason", "status", "attempts");

    @Mixin
    private final DeadLetterFilter filter = new DeadLetterFilter();

    @Option(names = "--limit", defaultValue = "100", description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws ConfigurationException {
        JsonNode letters = filter.list(Remotes.management(), limit);
        Printer printer = new Printer();
        if (output.isJson()) {
            printer.json(letters);
            return ExitCode.OK;
        }
        List<List<String>> rows = new ArrayList<>();
        letters.forEach(letter -> rows.add(
                COLUMNS.stream().map(column -> letter.path(column).asText("")).toList()));
        printer.table(List.of("ID", "DEAD AT", "KIND", "SOURCE", "PROVIDER", "REASON", "STATUS", "ATTEMPTS"), rows);
        return ExitCode.OK;
    }
}
