package dev.caravan.cli;

import dev.caravan.edit.Rollback;
import dev.caravan.edit.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a version that was in force over routes and properties. */
@Command(
        name = "rollback",
        description = "Writes a version of the history over routes and properties; a running gateway takes it in.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:there is no such version", "2:wrong usage", "3:the files cannot be written here"})
final class RollbackCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "VERSION",
            description = "The version; without it the one in force where the files are another, else the one before.")
    private @Nullable String id;

    @Override
    public Integer call() {
        Rollback rollback = Installation.rollback();
        if (rollback.isMounted()) {
            throw new UserException(
                    ExitCode.CONFIGURATION,
                    rollback.live().routes() + ": is mounted; roll back where it comes from, such as its ConfigMap");
        }
        try {
            Version version = target(rollback);
            Optional<Path> aside = rollback.to(version);
            Printer printer = new Printer();
            printer.line("Routes and properties are those of version " + version.id() + " again.");
            aside.ifPresent(folder -> printer.line("What was there before lies in " + folder + "."));
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UserException(
                    ExitCode.CONFIGURATION,
                    e.getMessage() + ": cannot be written (" + e.getClass().getSimpleName() + ")");
        }
    }

    private Version target(Rollback rollback) throws IOException {
        String wanted = id;
        Optional<Version> version = wanted == null ? rollback.target() : rollback.version(wanted);
        return version.orElseThrow(
                () -> new UserException(
                        ExitCode.MISMATCH,
                        (wanted == null ? "there is no version to go back to" : wanted + ": there is no such version")
                                + " in "
                                + rollback.history().folder()
                                + "; ./caravan history lists them, and where journal.url was edited it has to be set back first"));
    }
}
