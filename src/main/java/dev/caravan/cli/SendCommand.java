package dev.caravan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.configuration.ConfigurationException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a payload to the running gateway, as its sender would. */
@Command(name = "send", description = "Sends a payload through the running gateway and prints its answer.")
final class SendCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The payload; - reads standard input.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String file;

    @Option(names = "--source", paramLabel = "NAME", description = "The source to name in the path.")
    private @Nullable String source;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws ConfigurationException {
        String path = source == null ? "/webhook" : "/webhook/" + URLEncoder.encode(source, StandardCharsets.UTF_8);
        JsonNode answer = Remotes.door(source).post(path, payload());
        Printer printer = new Printer();
        if (output.isJson()) {
            printer.json(answer);
        } else {
            String found = answer.path("source").asText("");
            printer.line(answer.path("status").asText() + " "
                    + answer.path("id").asText() + (found.isEmpty() ? "" : " (" + found + ")"));
        }
        return ExitCode.OK;
    }

    private byte[] payload() {
        try {
            return file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException(ExitCode.USAGE, file + ": cannot be read; name a file, or - for standard input");
        }
    }
}
