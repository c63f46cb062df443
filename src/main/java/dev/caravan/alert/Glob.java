package dev.caravan.alert;

/** Text with {@code *} for any text; matched in linear time, as what it meets was written by strangers. */
public record Glob(String pattern) {
    boolean matches(String text) {
        String[] literals = pattern.split("\\*", -1);
        if (literals.length == 1) {
            return text.equals(pattern);
        }
        String first = literals[0];
        String last = literals[literals.length - 1];
        if (text.length() < first.length() + last.length() || !text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        return holds(text.substring(first.length(), text.length() - last.length()), literals);
    }

    /** The literals between the first and the last star, each found after the one before. */
    private static boolean holds(String middle, String[] literals) {
        int from = 0;
        for (int i = 1; i < literals.length - 1; i++) {
            int found = middle.indexOf(literals[i], from);
            if (found < 0) {
                return false;
            }
            from = found + literals[i].length();
        }
        return true;
    }
}
