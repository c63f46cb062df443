package dev.caravan.draft;

/** Says in a sentence why there is no draft, and what to do. */
public final class DraftException extends Exception {
    private static final long serialVersionUID = 1L;

    DraftException(String sentence) {
        super(sentence, null, false, false);
    }
}
