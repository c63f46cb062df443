package dev.caravan.explain;

import java.util.ArrayList;
import java.util.List;

/** Takes a JSONPath filter like {@code $[?((a && b) || c)]} apart: alternatives, each with the conditions that must all hold. */
final class Conditions {
    private static final String START = "$[?(";
    private static final String END = ")]";

    private Conditions() {}

    /** None when the text is no such filter. */
    static List<List<String>> of(String filter) {
        String text = filter.strip();
        if (!text.startsWith(START) || !text.endsWith(END)) {
            return List.of();
        }
        String inner = text.substring(START.length(), text.length() - END.length());
        return split(bare(inner), "||").stream()
                .map(alternative -> split(bare(alternative), "&&").stream()
                        .map(Conditions::bare)
                        .toList())
                .toList();
    }

    /** Without the parentheses around all of it. */
    private static String bare(String text) {
        String stripped = text.strip();
        boolean enclosed = stripped.startsWith("(") && closing(stripped) == stripped.length() - 1;
        return enclosed ? bare(stripped.substring(1, stripped.length() - 1)) : stripped;
    }

    private static int closing(String text) {
        Depth depth = new Depth();
        for (int at = 0; at < text.length(); at++) {
            depth.read(text.charAt(at));
            if (depth.isOutside()) {
                return at;
            }
        }
        return -1;
    }

    private static List<String> split(String text, String operator) {
        List<String> parts = new ArrayList<>();
        Depth depth = new Depth();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            depth.read(text.charAt(at));
            if (depth.isOutside() && text.startsWith(operator, at)) {
                parts.add(text.substring(from, at));
                from = at + operator.length();
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** Knows whether a character stands within parentheses, brackets, a text or a regular expression's slashes. */
    private static final class Depth {
        private int open;
        private char quote;

        void read(char next) {
            if (quote != 0) {
                quote = next == quote ? 0 : quote;
            } else if (next == '\'' || next == '"' || next == '/') {
                quote = next;
            } else if (next == '(' || next == '[') {
                open++;
            } else if (next == ')' || next == ']') {
                open--;
            }
        }

        boolean isOutside() {
            return open == 0 && quote == 0;
        }
    }
}
