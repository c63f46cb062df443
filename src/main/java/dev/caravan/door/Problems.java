package dev.caravan.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caravan.keys.NotYet;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the refusal that a failure means.
 *
 * <p>A {@link Problematic} exception says it itself; for others pass a table. What nobody knows is a 500 {@code internal}.
 */
public final class Problems {
    private static final int LONGEST_CHAIN = 20;

    private final Map<Class<? extends Throwable>, Problem> table;

    /**
     * Takes the refusals of exceptions that do not know their own.
     *
     * @param table refusals by exception class; subclasses are covered
     */
    public Problems(Map<Class<? extends Throwable>, Problem> table) {
        this.table = Map.copyOf(table);
    }

    /** The event could not be kept: 503, try again in 30 s. */
    public static Problem journalUnavailable() {
        return Refused.JOURNAL_UNAVAILABLE;
    }

    /** Valid JSON that no source knows: 422. */
    public static Problem unrecognised() {
        return Problem.of(422, "unrecognised", "Unrecognised payload", "No source recognises this payload.");
    }

    /** JSON of another shape than the named source sends: 422. */
    public static Problem unexpectedStructure(String source) {
        return Problem.of(
                422,
                "unexpected-structure",
                "Unexpected structure",
                "The payload has not the structure that " + source + " sends.");
    }

    /** A member that the source always sends is missing: 422. */
    public static Problem missingField(String pointer) {
        return Problem.of(422, "missing-field", "Missing field", "The payload has no " + pointer + ".");
    }

    /** The refusal for this failure; never null, whatever the failure. */
    public Problem of(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < LONGEST_CHAIN; depth++) {
            Problem problem = known(cause);
            if (problem != null) {
                return problem;
            }
            cause = cause.getCause();
        }
        return Refused.INTERNAL;
    }

    private @Nullable Problem known(Throwable failure) {
        if (failure instanceof Problematic problematic) {
            return problematic.problem();
        }
        if (failure instanceof JsonProcessingException json) {
            return JsonProblems.of(json);
        }
        if (failure instanceof NotYet) {
            return Refused.KEYS_UNAVAILABLE;
        }
        if (failure instanceof RejectedExecutionException) {
            return Refused.SHUTTING_DOWN;
        }
        return table.entrySet().stream()
                .filter(entry -> entry.getKey().isInstance(failure))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
