package dev.caravan.cli;

import java.util.List;
import java.util.function.Function;

/** Does the same to many dead letters; one that fails does not stop the others. */
final class EachDeadLetter {
    private final Printer printer;

    EachDeadLetter(Printer printer) {
        this.printer = printer;
    }

    /** {@code action} says what became of one; the exit code is that of the last failure. */
    int all(List<String> ids, Function<String, String> action) {
        int failed = 0;
        for (String id : ids) {
            try {
                printer.line(id + " " + action.apply(id));
            } catch (UserException e) {
                failed++;
                Failures.line(System.err, id + " failed: " + e.getMessage());
            }
        }
        if (failed > 0) {
            Failures.line(System.err, failed + " of " + ids.size() + " failed; they are still there");
        }
        return failed == 0 ? ExitCode.OK : ExitCode.REMOTE;
    }
}
