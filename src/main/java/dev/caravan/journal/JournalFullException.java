package dev.caravan.journal;

/** The journal is at its high-water mark: lanes go on, new events are refused until the low-water mark is reached. */
public final class JournalFullException extends JournalUnavailableException {
    public JournalFullException(String message) {
        super(message);
    }
}
