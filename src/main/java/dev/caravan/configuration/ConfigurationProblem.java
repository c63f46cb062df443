package dev.caravan.configuration;

/**
 * One thing that is wrong with the configuration.
 *
 * @param where {@code file:line}, the name of an environment variable, or where it was missed
 * @param key the property
 * @param what what is wrong, as a clause; never a secret's value
 * @param remedy what to do about it
 * @param subject {@code provider.<name>} where the key does not say whom it concerns; else empty
 */
public record ConfigurationProblem(String where, String key, String what, String remedy, String subject) {
    /** Whether it concerns this property or one below it. */
    boolean concerns(String property) {
        return subject.equals(property) || key.equals(property) || key.startsWith(property + ".");
    }

    /** One line. */
    @Override
    public String toString() {
        String line = where + ": " + key + " " + what + (remedy.isEmpty() ? "" : "; " + remedy);
        return line.replaceAll("\\p{Cntrl}+", " ");
    }
}
