package dev.caravan.cli;

import dev.caravan.configuration.Surroundings;
import dev.caravan.explain.Check;
import dev.caravan.explain.Finding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code caravan check}: everything that is wrong, each with its place, before anything is started. */
@Command(
        name = "check",
        description =
                "Checks configuration, routes, mappings and samples, and tells everything that is wrong with its place."
                        + " Starts nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing is wrong", "1:something is", "2:wrong usage"})
public final class CheckCommand implements Callable<Integer> {
    private final Path directory;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--routes",
            paramLabel = "FOLDER",
            description = "The folder of the routes.",
            defaultValue = "${sys:caravan.routes:-routes}")
    private Path routes = Path.of("routes");

    public CheckCommand() {
        this(Path.of(""));
    }

    CheckCommand(Path directory) {
        this.directory = directory;
    }

    @Override
    public Integer call() {
        Path absolute = directory.toAbsolutePath().resolve(routes).normalize();
        List<Finding> findings = Check.run(Surroundings.of(directory, absolute), absolute);
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(out::println);
        out.println(
                findings.isEmpty()
                        ? "Nothing is wrong."
                        : findings.size() + (findings.size() == 1 ? " problem." : " problems."));
        out.flush();
        return findings.isEmpty() ? 0 : 1;
    }
}
