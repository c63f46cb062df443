package dev.caravan.provider;

/** A Kamelet that cannot be read; the message says what is wrong, {@link #where()} the file and the line. */
public final class ProviderTypeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String where;

    ProviderTypeException(String where, String message) {
        super(message);
        this.where = where;
    }

    public String where() {
        return where;
    }
}
