package dev.caravan.journal;

import java.sql.SQLException;

/** Finds out whether the file and its log are still there, and by a real write whether the disk takes anything again. */
final class Probe {
    private final Database database;
    private final Sql sql;
    private final Wal wal;
    private final Readiness readiness;

    Probe(Database database, Sql sql, Wal wal, Readiness readiness) {
        this.database = database;
        this.sql = sql;
        this.wal = wal;
        this.readiness = readiness;
    }

    void look() {
        if (!readiness.isLasting() && !database.isInPlace()) {
            rescue();
            readiness.broke(new Fault(
                    "its file or its write-ahead log was deleted or replaced, and what is written would be lost",
                    true,
                    true));
        }
        if (readiness.worthProbing() && writes() && wal.carry("PASSIVE")) {
            readiness.works();
        }
    }

    private void rescue() {
        try {
            database.rescue(sql.connect());
        } catch (SQLException e) {
            readiness.broke(Fault.of(e));
        }
    }

    private boolean writes() {
        try {
            database.probe(sql.connect());
            return true;
        } catch (SQLException e) {
            readiness.broke(Fault.of(e));
            return false;
        }
    }
}
