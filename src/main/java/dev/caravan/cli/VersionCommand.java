package dev.caravan.cli;

import dev.caravan.Caravan;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the version. */
@Command(name = "version", description = "Prints the version of Caravan and of Java.")
final class VersionCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        String version = Optional.ofNullable(Caravan.class.getPackage().getImplementationVersion())
                .orElse("from sources");
        new Printer().line("caravan " + version + " (Java " + Runtime.version() + ")");
        return ExitCode.OK;
    }
}
