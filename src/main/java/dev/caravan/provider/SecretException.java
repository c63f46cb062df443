package dev.caravan.provider;

/** A secret that cannot be read; the message names the path and what is wrong with it, never its content. */
public final class SecretException extends Exception {
    private static final long serialVersionUID = 1L;

    SecretException(String message) {
        super(message);
    }
}
