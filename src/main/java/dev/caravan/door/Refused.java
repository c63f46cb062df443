package dev.caravan.door;

import java.util.concurrent.TimeUnit;

/** The refusals that the door itself knows. */
final class Refused {
    static final String JSON_TYPES = "application/json, application/*+json";

    static final Problem NOT_FOUND =
            Problem.of(404, "not-found", "Not found", "Nothing is served here. Post to /webhook or /webhook/{source}.");
    static final Problem BAD_REQUEST =
            Problem.of(400, "bad-request", "Bad request", "The request is not well-formed HTTP/1.1.");
    static final Problem TIMEOUT =
            Problem.of(408, "request-timeout", "Request timeout", "The request did not arrive in time. Send it again.");
    static final Problem URI_TOO_LONG =
            Problem.of(414, "uri-too-long", "URI too long", "The request line is longer than the door reads.");
    static final Problem HEADERS_TOO_LARGE = Problem.of(
            431, "headers-too-large", "Header fields too large", "The header fields are larger than the door reads.");
    static final Problem MEDIA_TYPE = Problem.of(
                    415,
                    "unsupported-media-type",
                    "Unsupported media type",
                    "Send JSON in UTF-8 with Content-Type: application/json and without a Content-Encoding.")
            .with("Accept-Post", JSON_TYPES);
    static final Problem EMPTY = Problem.of(400, "empty-body", "Empty body", "Send a JSON document as the body.");
    static final Problem FORM = Problem.of(
            400,
            "invalid-form",
            "Invalid form",
            "Send a well-formed form with the JSON document as its one field payload.");
    static final Problem ENCODING =
            Problem.of(400, "invalid-encoding", "Invalid encoding", "The body is not valid UTF-8.");
    static final Problem SHUTTING_DOWN =
            unavailable("shutting-down", "Shutting down", "The gateway is stopping. Send it again later.", 5);
    static final Problem NOT_READY =
            unavailable("not-ready", "Not ready", "The gateway does not take webhooks now. Send it again later.", 5);
    static final Problem OVERLOADED =
            unavailable("overloaded", "Overloaded", "Too many bodies are being read. Send it again later.", 5);
    static final Problem JOURNAL_UNAVAILABLE = unavailable(
            "journal-unavailable", "Journal unavailable", "The event could not be kept. Send it again later.", 30);
    static final Problem KEYS_UNAVAILABLE = unavailable(
            "keys-unavailable",
            "Keys unavailable",
            "The keys that prove the sender could not be read. Send it again later.",
            10);
    static final Problem NOT_CONFIRMED = unavailable(
            "not-confirmed", "Not confirmed", "The subscription could not be confirmed. Send it again later.", 10);
    static final Problem INTERNAL = Problem.of(
            500, "internal", "Internal error", "The gateway failed. Its log has the reason under the request id.");

    private Refused() {}

    static Problem methodNotAllowed(String allow) {
        return Problem.of(405, "method-not-allowed", "Method not allowed", "Use " + allow + ".")
                .with("Allow", allow);
    }

    static Problem tooLarge(long limit) {
        return Problem.of(
                413, "payload-too-large", "Payload too large", "The body is larger than " + limit + " bytes.");
    }

    /** {@code wait} in nanoseconds. */
    static Problem quota(long wait) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(wait - 1) + 1;
        return Problem.of(
                        429,
                        "quota-exceeded",
                        "Quota exceeded",
                        "The source sends more than it may. Send it again later.")
                .with("Retry-After", Long.toString(seconds));
    }

    static Problem unauthorized(String code) {
        String challenge = code.equals("invalid-token")
                ? "Bearer realm=\"caravan\", Basic realm=\"caravan\", charset=\"UTF-8\""
                : "Signature realm=\"caravan\"";
        return Problem.of(401, code, "Unauthorized", "The request does not prove who sent it.")
                .with("WWW-Authenticate", challenge);
    }

    private static Problem unavailable(String code, String title, String detail, int seconds) {
        return Problem.of(503, code, title, detail).with("Retry-After", Integer.toString(seconds));
    }
}
