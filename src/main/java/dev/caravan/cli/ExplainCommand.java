package dev.caravan.cli;

import dev.caravan.cluster.FluxCluster;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.ConfigurationException;
import dev.caravan.configuration.Surroundings;
import dev.caravan.door.ProblemException;
import dev.caravan.explain.Explainer;
import dev.caravan.explain.Explanation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code caravan explain}: what would become of a payload, without sending it. */
@Command(
        name = "explain",
        description =
                "Shows which source recognises a payload and why, the event, which alerts match, and each provider's"
                        + " request. Sends nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the payload is recognised",
            "1:it is not, or by another source than expected; or there is no draft to make of it",
            "2:wrong usage",
            "3:the configuration cannot be used"
        })
public final class ExplainCommand implements Callable<Integer> {
    private final Path directory;
    private final InputStream in;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The payload; - for standard input.")
    private String file = "-";

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "The source that the path of the webhook would name.")
    private @Nullable String source;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'NAME: VALUE'",
            description = "A header field of the sender; may be repeated.")
    private List<String> headers = List.of();

    @Option(names = "--expect", paramLabel = "NAME", description = "Fails when another source recognises the payload.")
    private @Nullable String expected;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private SourceTemplate template = new SourceTemplate();

    @Option(names = "--routes", paramLabel = "FOLDER", description = "The folder of the routes.")
    private @Nullable Path routes;

    public ExplainCommand() {
        this(Path.of(""), System.in);
    }

    ExplainCommand(Path directory, InputStream in) {
        this.directory = directory;
        this.in = in;
    }

    @Override
    public Integer call() throws Exception {
        byte[] payload = payload();
        Map<String, String> fields = fields();
        try {
            Path absolute = routes == null
                    ? Installation.routes()
                    : routes.toAbsolutePath().normalize();
            template.claim(directory, routes, absolute);
            Configuration configuration =
                    Configuration.read(Surroundings.of(directory, absolute).in(FluxCluster.ofProcess()));
            try (Explainer explainer = Explainer.open(configuration, absolute)) {
                Explanation explanation = explainer.explain(payload, fields, source);
                return template.wanted()
                        ? template.write(
                                payload,
                                explanation,
                                absolute,
                                spec.commandLine().getOut())
                        : tell(explanation);
            }
        } catch (ConfigurationException e) {
            return fail(e.getMessage(), ExitCode.CONFIGURATION);
        } catch (UserException e) {
            return fail(e.getMessage(), e.exitCode());
        } catch (ProblemException e) {
            return fail(
                    e.problem().detail(),
                    e.problem().code().equals("unknown-source") ? ExitCode.USAGE : ExitCode.MISMATCH);
        }
    }

    private byte[] payload() {
        try {
            return file.equals("-") ? in.readAllBytes() : Files.readAllBytes(directory.resolve(file));
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "The file " + file + " cannot be read.", e);
        }
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        for (String header : headers) {
            String[] parts = header.split(":", 2);
            if (parts.length < 2 || parts[0].isBlank()) {
                throw new ParameterException(spec.commandLine(), "A header is written 'Name: value'.");
            }
            fields.put(parts[0].strip(), parts[1].strip());
        }
        return fields;
    }

    private int tell(Explanation explanation) {
        String text = output.isJson() ? explanation.toJson() : new ExplainCommandText(explanation).write();
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
        boolean recognised =
                explanation.status().equals("accepted") || explanation.status().equals("ignored");
        if (expected != null && (!recognised || !expected.equals(explanation.source()))) {
            return fail(
                    "Expected " + expected + ", found " + (recognised ? explanation.source() : "none") + ".",
                    ExitCode.MISMATCH);
        }
        return recognised ? ExitCode.OK : ExitCode.MISMATCH;
    }

    private int fail(@Nullable String message, int code) {
        spec.commandLine().getErr().println(message);
        spec.commandLine().getErr().flush();
        return code;
    }
}
