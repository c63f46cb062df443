/**
 * The journal: the durable, ordered log of events that allows the 2xx, each lane's place in it, and the dead letters.
 *
 * <p>One SQLite file, or a PostgreSQL that several processes share; one thread that writes it and commits for everyone who waits, and the Camel component
 * {@code journal} that routes use.
 */
@NullMarked
package dev.caravan.journal;

import org.jspecify.annotations.NullMarked;
