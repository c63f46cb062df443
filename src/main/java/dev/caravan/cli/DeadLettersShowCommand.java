package dev.caravan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.configuration.ConfigurationException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a dead letter with its body and the last answer. */
@Command(name = "show", description = "Shows a dead letter with its body and the last answer.")
final class DeadLettersShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Its id, as list shows it.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String id;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws ConfigurationException {
        JsonNode letter = Remotes.management().get(DeadLetterPath.of(id));
        Printer printer = new Printer();
        if (output.isJson()) {
            printer.json(letter);
            return ExitCode.OK;
        }
        letter.properties().forEach(field -> {
            if (field.getValue().isValueNode()) {
                printer.line(field.getKey() + ": " + field.getValue().asText());
            } else {
                printer.line(field.getKey() + ":");
                printer.json(field.getValue());
            }
        });
        return ExitCode.OK;
    }
}
