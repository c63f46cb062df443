package dev.caravan.explain;

/**
 * One thing that is wrong.
 *
 * @param where file, {@code file:line} or {@code file:line:column}, or the name of an environment variable
 * @param what what is wrong and what to do, as a clause; never a secret's value
 * @param golden whether it is only that a golden file expects something else, and what would run may well be meant
 */
public record Finding(String where, String what, boolean golden) {
    /** One line. */
    @Override
    public String toString() {
        return (where + ": " + what).replaceAll("\\p{Cntrl}+", " ");
    }
}
