package dev.caravan.client;

import java.io.IOException;

/** A service answered with something else than success, and not as a failed request of camel-http. */
public final class UnexpectedAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String body;

    UnexpectedAnswerException(int status, String body) {
        super("status " + status + ", which is no success");
        this.status = status;
        this.body = body;
    }

    public int status() {
        return status;
    }

    /** The beginning of the text. */
    public String body() {
        return body;
    }
}
