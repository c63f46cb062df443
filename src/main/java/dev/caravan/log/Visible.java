package dev.caravan.log;

/**
 * Shows characters that could forge a line, or what a terminal makes of it, as their escapes: all control characters, the line
 * and paragraph separators, and those that turn the direction of writing.
 */
public final class Visible {
    private Visible() {}

    /** The same text on one line; {@code \n}, {@code \r} and {@code \t} by these names, the others as &#92;uXXXX. */
    public static String text(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (isHidden(text.charAt(at))) {
                StringBuilder shown = new StringBuilder(text);
                show(shown, at);
                return shown.toString();
            }
        }
        return text;
    }

    /** Does the same to what stands from there on; without a copy where there is nothing to show. */
    static void show(StringBuilder text, int from) {
        for (int at = from; at < text.length(); at++) {
            char character = text.charAt(at);
            if (isHidden(character)) {
                String escape = escape(character);
                text.replace(at, at + 1, escape);
                at += escape.length() - 1;
            }
        }
    }

    private static boolean isHidden(char character) {
        if (character < 0x7F) {
            return character < ' ';
        }
        return character <= 0x9F
                || character == '\u061C'
                || (character >= '\u200E' && character <= '\u200F')
                || (character >= '\u2028' && character <= '\u202E')
                || (character >= '\u2066' && character <= '\u2069')
                || character == '\uFEFF';
    }

    private static String escape(char character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u%04x".formatted((int) character);
        };
    }
}
