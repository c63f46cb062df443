package dev.caravan.cli;

import dev.caravan.configuration.ConfigurationException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forgets dead letters for good. */
@Command(name = "forget", description = "Deletes dead letters for good.")
final class DeadLettersForgetCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "ID", description = "Their ids, as list shows them.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> ids;

    @Override
    public Integer call() throws ConfigurationException {
        Remote management = Remotes.management();
        return new EachDeadLetter(new Printer()).all(ids, id -> {
            management.delete(DeadLetterPath.of(id));
            return "forgotten";
        });
    }
}
