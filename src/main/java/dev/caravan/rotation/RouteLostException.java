package dev.caravan.rotation;

/** A provider's route could not be built, neither with its changed settings nor with those before. */
final class RouteLostException extends Exception {
    private static final long serialVersionUID = 1L;

    RouteLostException(Exception cause) {
        super(cause);
    }
}
