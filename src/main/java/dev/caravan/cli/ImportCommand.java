package dev.caravan.cli;

import dev.caravan.log.Visible;
import dev.caravan.migration.Flux;
import dev.caravan.migration.Migration;
import dev.caravan.migration.Origin;
import dev.caravan.provider.ProviderTypes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code caravan import}: the properties that another tool's configuration amounts to, and what it does not. */
@Command(
        name = "import",
        description =
                "Prints the properties that another tool's configuration amounts to, and on standard error what could not be carried"
                        + " over. Secrets are written to files or left out, never printed.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all of it was carried over",
            "1:something was not",
            "2:wrong usage",
            "3:a file is not of the tool's form, or one of the secrets is there already"
        })
final class ImportCommand implements Callable<Integer> {
    /** As users write them. */
    enum From {
        FLUX,
        ALERTMANAGER,
        APPRISE,
        ARGOCD
    }

    @Parameters(index = "0", paramLabel = "TOOL", description = "flux, alertmanager, apprise or argocd.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private From from;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "Its files.")
    private List<Path> files = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--secrets",
            paramLabel = "FOLDER",
            description = "Where to write secrets, as secrets.directory holds them; nothing there is overwritten.")
    private @Nullable Path secrets;

    @Override
    public Integer call() {
        Migration migration = read();
        if (secrets != null) {
            write(secrets, migration.secrets());
        }
        PrintWriter out = spec.commandLine().getOut();
        migration.properties().forEach((key, value) -> out.println(key + "=" + escaped(value)));
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        if (secrets == null) {
            migration
                    .secrets()
                    .forEach((folder, values) ->
                            err.println("secrets/" + folder + ": " + String.join(", ", values.keySet())
                                    + " not printed; --secrets secrets writes such files"));
        }
        migration.left().forEach(left -> err.println(Visible.text("not carried over: " + left)));
        boolean empty = migration.properties().isEmpty() && migration.left().isEmpty();
        if (empty) {
            err.println(Visible.text("nothing was understood as a configuration of " + tool() + ": " + names()
                    + "; name its own files, or the tool that they are of"));
        }
        err.flush();
        return !empty && migration.left().isEmpty() ? ExitCode.OK : ExitCode.MISMATCH;
    }

    private String tool() {
        return from.name().toLowerCase(Locale.ROOT);
    }

    private String names() {
        return files.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    private Migration read() {
        files.stream()
                .filter(file -> !Files.isReadable(file) || Files.isDirectory(file))
                .findFirst()
                .ifPresent(file -> {
                    throw new UserException(ExitCode.USAGE, file + " cannot be read; name a file of " + tool());
                });
        ProviderTypes types = ProviderTypes.in(Installation.routes().resolve("providers"));
        try {
            return from == From.FLUX
                    ? Flux.read(files, types)
                    : Origin.valueOf(from.name()).read(files, types);
        } catch (IOException e) {
            throw new UserException(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }

    private static void write(Path folder, Map<String, Map<String, String>> secrets) {
        secrets.forEach((name, values) -> values.forEach((key, value) -> {
            Path file = folder.resolve(name).resolve(key);
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, value, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
            } catch (FileAlreadyExistsException e) {
                throw new UserException(ExitCode.CONFIGURATION, file + " is there already; choose another folder");
            } catch (IOException e) {
                throw new UserException(ExitCode.CONFIGURATION, file + " cannot be written; make its folder writable");
            }
        }));
    }

    /** As application.properties is read: a backslash is one only when doubled, and braces would be a placeholder. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}
