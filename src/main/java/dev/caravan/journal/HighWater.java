package dev.caravan.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Refuses appends before the disk or the backlog does harm: full at the high mark, open again at the low one. */
final class HighWater {
    private final JournalSettings settings;
    private final Database database;
    private final Readiness readiness;
    private @Nullable String backlogFull;
    private @Nullable String diskFull;

    HighWater(JournalSettings settings, Database database, Readiness readiness) {
        this.settings = settings;
        this.database = database;
        this.readiness = readiness;
    }

    /** Cheap: after every commit. */
    void backlog(long events) {
        long high = settings.maxBacklog();
        long mark = backlogFull == null ? high : high * 9 / 10;
        backlogFull = events > mark ? "more than " + high + " events wait for the slowest lane" : null;
        tell();
    }

    /** Asks the operating system: about once a second. */
    void disk() {
        long low = settings.minFreeDisk();
        long mark = diskFull == null ? low : low * 11 / 10;
        try {
            boolean scarce = database.freeDisk() < mark;
            diskFull = scarce ? "less than " + (low >> 20) + " MiB are free on its disk" : null;
        } catch (IOException e) {
            diskFull = null; // an append tells better than a file system that does not answer
        }
        tell();
    }

    private void tell() {
        readiness.full(diskFull == null ? backlogFull : diskFull);
    }
}
