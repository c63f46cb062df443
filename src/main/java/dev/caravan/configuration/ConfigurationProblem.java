package dev.caravan.configuration;

/**
 * One thing that is wrong with the configuration.
 *
 * @param where {@code file:line}, the name of an environment variable, or where it was missed
 * @param key the property
 * @param what what is wrong, as a clause; never a secret's value
 * @param remedy what to do about it
 */
public record ConfigurationProblem(String where, String key, String what, String remedy) {
    /** One line. */
    @Override
    public String toString() {
        String line = where + ": " + key + " " + what + (remedy.isEmpty() ? "" : "; " + remedy);
        return line.replaceAll("\\p{Cntrl}+", " ");
    }
}
