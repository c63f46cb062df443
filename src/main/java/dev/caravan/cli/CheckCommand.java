package dev.caravan.cli;

import dev.caravan.StartTrial;
import dev.caravan.cluster.FluxCluster;
import dev.caravan.configuration.Surroundings;
import dev.caravan.explain.Check;
import dev.caravan.explain.Finding;
import dev.caravan.log.Visible;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Option(names = "--routes", paramLabel = "FOLDER", description = "The folder of the routes.")
    private @Nullable Path routes;

    public CheckCommand() {
        this(Path.of(""));
    }

    CheckCommand(Path directory) {
        this.directory = directory;
    }

    @Override
    public Integer call() {
        Path absolute =
                routes == null ? Installation.routes() : routes.toAbsolutePath().normalize();
        List<Finding> findings =
                Check.run(Surroundings.of(directory, absolute).in(FluxCluster.ofProcess()), absolute, StartTrial::of);
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> out.println(Visible.text(finding.toString())));
        out.println(
                findings.isEmpty()
                        ? "Nothing is wrong."
                        : findings.size() + (findings.size() == 1 ? " problem." : " problems."));
        out.flush();
        return findings.isEmpty() ? ExitCode.OK : ExitCode.MISMATCH;
    }
}
