package dev.caravan.management;

import dev.caravan.door.Problem;
import dev.caravan.door.Problems;
import dev.caravan.journal.JournalException;
import dev.caravan.journal.JournalUnavailableException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** The refusals of the API. */
final class ApiProblems {
    private static final Problems OTHERS =
            new Problems(Map.of(JournalUnavailableException.class, Problems.journalUnavailable()));

    static final Problem NOT_FOUND = Problem.of(
            404,
            "not-found",
            "Not found",
            "Nothing is served here. There are /api/providers, /api/routes, /api/events, /api/dead-letters, /api/explain,"
                    + " /observe/health and /observe/metrics.");
    static final Problem NOT_ACCEPTABLE = Problem.of(
            406, "not-acceptable", "Not acceptable", "This is not served in the media type that Accept asks for.");
    static final Problem UNAUTHORISED = Problem.of(
                    401,
                    "invalid-token",
                    "Unauthorized",
                    "Send the value of management.token as a bearer token or as a basic password.")
            .with("WWW-Authenticate", "Bearer realm=\"caravan-management\"");
    static final Problem CROSS_ORIGIN = Problem.of(
            403, "cross-origin", "Cross-origin request", "Web pages may not change anything here. Use a command line.");
    static final Problem BAD_QUERY = Problem.of(
            400,
            "bad-parameter",
            "Bad parameter",
            "The query has a percent sign that two hexadecimal digits do not follow.");
    static final Problem NOT_BUILT =
            Problem.of(501, "not-implemented", "Not implemented", "This gateway cannot explain payloads.");

    static final Problem NO_EDITS =
            Problem.of(501, "not-implemented", "Not implemented", "This gateway takes no edits in.");

    static final Problem STILL_UNRECOGNISED = Problem.of(
            409,
            "still-unrecognised",
            "Still unrecognised",
            "No source recognises this payload yet. Add a source and replay it again.");

    private ApiProblems() {}

    static Problem noDeadLetter() {
        return Problem.of(404, "no-such-dead-letter", "No such dead letter", "There is no dead letter of this id.");
    }

    static Problem badParameter(String name, String demand) {
        return Problem.of(400, "bad-parameter", "Bad parameter", "The parameter " + name + " must be " + demand + ".");
    }

    static Problem methodNotAllowed(String allow) {
        return Problem.of(405, "method-not-allowed", "Method not allowed", "Use " + allow + ".")
                .with("Allow", allow);
    }

    static Problem tooLarge(long limit) {
        return Problem.of(
                413, "payload-too-large", "Payload too large", "The body is larger than " + limit + " bytes.");
    }

    static Problem of(Throwable failure) {
        Throwable cause = failure.getCause();
        if (cause != null && (failure instanceof ExecutionException || failure instanceof CompletionException)) {
            return of(cause);
        }
        if (failure instanceof JournalException refused && !(failure instanceof JournalUnavailableException)) {
            return Problem.of(409, "not-replayable", "Not replayable", sentence(String.valueOf(refused.getMessage())));
        }
        return OTHERS.of(failure);
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
