package dev.caravan.journal;

import java.sql.SQLException;

/** Finds out by a real write whether the disk takes anything again. */
final class Probe {
    private final Sql sql;
    private final Wal wal;
    private final Readiness readiness;

    Probe(Sql sql, Wal wal, Readiness readiness) {
        this.sql = sql;
        this.wal = wal;
        this.readiness = readiness;
    }

    void tryIfBroken() {
        if (readiness.worthProbing() && writes() && wal.carry("PASSIVE")) {
            readiness.works();
        }
    }

    /** Large enough that it does not fit where the failed append did not; the pages it frees are the next events'. */
    private boolean writes() {
        try {
            sql.update("INSERT INTO probe (filler) VALUES (zeroblob(65536))");
            sql.update("DELETE FROM probe");
            return true;
        } catch (SQLException e) {
            readiness.broke(Fault.of(e));
            return false;
        }
    }
}
