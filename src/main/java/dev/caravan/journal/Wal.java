package dev.caravan.journal;

import java.sql.SQLException;
import java.util.List;

/** Carries the write-ahead log over into the file now and then: not at every commit, and never without seeing the error. */
final class Wal {
    private static final long DUE = 16 << 20;
    private static final long PAGE = 4096;

    private final Database database;
    private final Sql sql;
    private final Readiness readiness;
    private long written;

    Wal(Database database, Sql sql, Readiness readiness) {
        this.database = database;
        this.sql = sql;
        this.readiness = readiness;
    }

    /** A commit writes whole pages: about one per delivery key, and some for each table touched. */
    void wrote(List<Stored> appended) {
        written += 4 * PAGE;
        for (Stored stored : appended) {
            written += PAGE + stored.size();
        }
    }

    void carryIfDue() {
        if (written >= DUE) {
            carry("PASSIVE");
        }
    }

    /** Returns whether it went well; another process that reads may leave a part for the next time. */
    boolean carry(String mode) {
        written = 0;
        try {
            database.carry(sql, mode);
            return true;
        } catch (SQLException e) {
            readiness.broke(Fault.of(e));
            return false;
        }
    }
}
