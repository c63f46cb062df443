package dev.caravan.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The root of the command line; without a subcommand it runs the gateway. */
@Command(
        name = "caravan",
        description =
                "Takes webhooks, keeps them safe, and delivers them to chat channels, webhooks and commit statuses.",
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            ExplainCommand.class,
            SendCommand.class,
            ProvidersCommand.class,
            HistoryCommand.class,
            RollbackCommand.class,
            DeadLettersCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            VersionCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 mismatch, 2 usage, 3 configuration, 4 the running gateway is out of reach or refuses."
        })
public final class CaravanCommand implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Shows this text.")
    boolean help;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Reads application-NAME.properties too; kafka is shipped.")
    void profile(String name) {
        System.setProperty("camel.main.profile", name);
    }

    /**
     * Runs a command; returns the exit code. The gateway runs until the process is told to stop.
     *
     * @param args as given to the process
     */
    public static int execute(String... args) {
        if (args.length == 0 || (args.length == 1 && args[0].equals("run"))) {
            return new RunCommand().call(); // building the parser would cost a tenth of the start
        }
        return new CommandLine(new CaravanCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> Failures.tell(failure, System.err))
                .execute(args);
    }

    @Override
    public Integer call() {
        return new RunCommand().call();
    }
}
