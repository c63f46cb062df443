package dev.caravan.authentication;

import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * One row of the table.
 *
 * @param files what the source's secret must hold
 * @param options what {@code source.<name>.auth.<option>} may say
 * @param factory makes the authenticator; touches nothing outside, as the configuration is checked by it too
 */
record Scheme(List<String> files, Set<String> options, Factory factory) {
    interface Factory {
        Authenticator create(SourceAuth auth, Clock clock) throws SchemeException;
    }
}
