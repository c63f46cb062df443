package dev.caravan.journal;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;

/** Where the journal lies, and what its kinds of databases say differently. Its text names it for messages. */
interface Database extends AutoCloseable {
    /** A connection that may write; it makes what is not there yet. */
    Sql writer() throws SQLException;

    /** A connection to read. */
    Sql reader() throws SQLException;

    /**
     * Begins a transaction.
     *
     * @param last the newest place that this process knows of
     * @param marks whether nothing but places of lanes is to be written
     */
    Transaction begin(Sql sql, Instant now, long last, boolean marks) throws SQLException;

    /** Place of the newest entry; never one that was used before. */
    long last(Sql sql) throws SQLException;

    /** Fails where a write would. */
    void probe(Sql sql) throws SQLException;

    /** Carries the write-ahead log over into the file, where that is ours to do. */
    void carry(Sql sql, String mode) throws SQLException;

    /** Whether what is written can be found again under its name. */
    default boolean isInPlace() {
        return true;
    }

    /** Saves what only this process can still reach, once it is not in place any more. */
    default void rescue(Sql sql) throws SQLException {}

    /** Bytes that this process may still write. */
    long freeDisk() throws IOException;

    /** Who has the lanes. */
    Ownership ownership(Lanes lanes, Tail tail, Archive archive, Writer writer);

    /** Whether what failed may work later without anybody's help here. */
    default boolean mayComeBack(SQLException failure) {
        return false;
    }

    @Override
    void close();
}
