package dev.caravan.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What other runtimes take. */
@Command(
        name = "export",
        description = "Writes the routes in the form of another runtime.",
        subcommands = ExportCamelKCommand.class)
final class ExportCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say for what: camel-k.");
    }
}
