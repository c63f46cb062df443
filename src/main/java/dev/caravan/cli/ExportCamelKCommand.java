package dev.caravan.cli;

import dev.caravan.camelk.CamelK;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code caravan export camel-k}: Integrations and Kamelets made of the routes. */
@Command(
        name = "camel-k",
        description =
                "Writes the routes and Kamelets as resources of Camel K. No secret is written: it tells which are needed.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:written", "2:wrong usage", "3:the configuration cannot be used"})
public final class ExportCamelKCommand implements Callable<Integer> {
    private final Path directory;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where to write; camel-k by default.")
    private Path out = Path.of("camel-k");

    @Option(names = "--image", paramLabel = "IMAGE", description = "The image of Caravan; caravan by default.")
    private String image = "caravan";

    @Option(names = "--routes", paramLabel = "FOLDER", description = "The folder of the routes.")
    private @Nullable Path routes;

    public ExportCamelKCommand() {
        this(Path.of(""));
    }

    ExportCamelKCommand(Path directory) {
        this.directory = directory;
    }

    @Override
    public Integer call() throws Exception {
        Path absolute =
                routes == null ? Installation.routes() : routes.toAbsolutePath().normalize();
        Configuration configuration = Configuration.read(Surroundings.of(directory, absolute));
        CamelK resources = new CamelK(absolute, configuration.providers());
        Path folder = directory.resolve(out);
        List<Path> written = resources.write(folder, image);
        Printer printer = new Printer();
        printer.line(written.size() + " files in " + folder + ".");
        printer.line("The Secret caravan of sources/ needs: " + String.join(", ", resources.secretKeys()) + ".");
        if (!resources.templates().isEmpty()) {
            printer.line(resources.templates().stream()
                    .map(name -> "provider." + name + ".template")
                    .collect(Collectors.joining(", ", "Not taken along: ", ".")));
        }
        return ExitCode.OK;
    }
}
