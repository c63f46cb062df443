package dev.caravan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.edit.Change;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the versions of routes and properties that were in force. */
@Command(
        name = "history",
        description =
                "Lists the versions of routes and properties that were in force, newest first, and what each changed.")
final class HistoryCommand implements Callable<Integer> {
    private static final List<String> TITLES = List.of("VERSION", "SINCE", "CHANGED");

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws IOException {
        List<Change> changes = Installation.rollback().history().changes();
        Printer printer = new Printer();
        if (output.isJson()) {
            JsonNode json = new ObjectMapper().valueToTree(changes);
            printer.json(json);
        } else {
            printer.table(TITLES, changes.stream().map(HistoryCommand::row).toList());
        }
        return ExitCode.OK;
    }

    private static List<String> row(Change change) {
        return List.of(change.version(), change.since(), summary(change.files()));
    }

    private static String summary(List<String> files) {
        return files.size() > 3
                ? String.join(", ", files.subList(0, 2)) + " and " + (files.size() - 2) + " more"
                : String.join(", ", files);
    }
}
