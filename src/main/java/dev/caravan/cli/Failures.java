package dev.caravan.cli;

import dev.caravan.configuration.ConfigurationException;
import dev.caravan.journal.JournalException;
import dev.caravan.log.Visible;
import java.io.PrintStream;

/** Tells a failure in lines that a user can act on, never as a stack trace, and knows its exit code. */
final class Failures {
    private Failures() {}

    static int tell(Throwable failure, PrintStream err) {
        if (failure instanceof ConfigurationException configuration) {
            configuration.problems().forEach(problem -> line(err, problem.toString()));
            return ExitCode.CONFIGURATION;
        }
        if (failure instanceof UserException user) {
            line(err, String.valueOf(user.getMessage()));
            return user.exitCode();
        }
        if (failure instanceof JournalException journal) {
            line(err, "journal.url: " + journal.getMessage());
            return ExitCode.CONFIGURATION;
        }
        line(err, "caravan failed (" + failure.getClass().getSimpleName() + "); please report it with what led to it");
        return ExitCode.CONFIGURATION;
    }

    static void line(PrintStream out, String text) {
        out.println(Visible.text(text));
    }
}
