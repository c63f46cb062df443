package dev.caravan.alert;

import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * A regular expression that is looked for in an event's message.
 *
 * <p>Messages are written by strangers. Only the first 10 000 characters are looked at, and a search that steps more
 * often than a sound one ever does is given up and counts as not found.
 *
 * @param key the property it came from within its alert, {@code include[0]}
 * @param exhausted counts the searches given up
 */
public record MessagePattern(String key, Pattern regex, LongAdder exhausted) {
    private static final int MAX_LENGTH = 10_000;
    private static final int MAX_STEPS = 1_000_000;

    public MessagePattern(String key, Pattern regex) {
        this(key, regex, new LongAdder());
    }

    boolean find(String message) {
        String head = message.length() > MAX_LENGTH ? message.substring(0, MAX_LENGTH) : message;
        try {
            return regex.matcher(new Steps(head)).find();
        } catch (Steps.Exhausted | StackOverflowError e) {
            // deep recursion is how java.util.regex meets (a|b)* on a long text
            exhausted.increment();
            return false;
        }
    }

    /** A text that can be read only so often. */
    private static final class Steps implements CharSequence {
        private final CharSequence text;
        private int left = MAX_STEPS;

        Steps(CharSequence text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (left-- <= 0) {
                throw new Exhausted();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }

        private static final class Exhausted extends RuntimeException {
            private static final long serialVersionUID = 1L;

            Exhausted() {
                super(null, null, false, false);
            }
        }
    }
}
