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
record Scheme(List<String> files, Set<String> options, PublicKey factory) {
    /** A scheme in which sender and receiver share a secret. */
    interface Factory {
        Authenticator create(SourceAuth auth, Clock clock) throws SchemeException;
    }

    /** A scheme in which the sender has a key of its own. */
    interface PublicKey {
        Authenticator create(SourceAuth auth, Means means) throws SchemeException;
    }

    static Scheme shared(List<String> files, Set<String> options, Factory factory) {
        return new Scheme(files, options, (auth, means) -> factory.create(auth, means.clock()));
    }
}
