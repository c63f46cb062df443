package dev.caravan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.configuration.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends dead letters on their way again. */
@Command(name = "replay", description = "Sends dead letters on their way again.")
final class DeadLettersReplayCommand implements Callable<Integer> {
    private static final int AT_ONCE = 1000;
    private static final byte[] NOTHING = new byte[0];

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Their ids, as list shows them.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--all", description = "All of them, or all that the filters let through.")
    private boolean all;

    @Mixin
    private final DeadLetterFilter filter = new DeadLetterFilter();

    @Override
    public Integer call() throws ConfigurationException {
        if (all == !ids.isEmpty() || (!all && filter.isGiven())) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Name the ids, or --all with or without filters.");
        }
        Remote management = Remotes.management();
        Printer printer = new Printer();
        if (all) {
            filter.list(management, AT_ONCE)
                    .forEach(letter -> ids.add(0, letter.path("id").asText())); // oldest first, as they came
            printer.line(
                    "Replaying " + ids.size() + (ids.size() == AT_ONCE ? ", the newest; run it again for more" : ""));
        }
        return new EachDeadLetter(printer).all(ids, id -> replay(management, id));
    }

    private static String replay(Remote management, String id) {
        JsonNode answer = management.post(DeadLetterPath.of(id) + "/replay", NOTHING);
        return answer.path("status").asText() + " as " + answer.path("id").asText();
    }
}
