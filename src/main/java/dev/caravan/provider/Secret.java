package dev.caravan.provider;

/** A text that must not be shown: {@code toString} never gives it away. */
public record Secret(String text) {
    @Override
    public String toString() {
        return "…";
    }
}
