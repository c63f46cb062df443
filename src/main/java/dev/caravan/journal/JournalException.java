package dev.caravan.journal;

/** The journal refuses: one sentence that says what, where and what to do, fit for a user's eyes. */
public class JournalException extends RuntimeException {
    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
