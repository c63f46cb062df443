package dev.caravan.jsonata;

/** A document that would not end; its text is a clause of our own. */
public final class EndlessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EndlessException(String message) {
        super(message);
    }
}
