package dev.caravan.journal;

/** The journal cannot take anything at the moment; nothing was recorded and the same request may be sent again later. */
public class JournalUnavailableException extends JournalException {
    public JournalUnavailableException(String message) {
        super(message);
    }

    public JournalUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
