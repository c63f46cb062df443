package dev.caravan.journal;

import dev.caravan.Postgres;
import java.util.concurrent.atomic.AtomicInteger;

/** Journals on the server of the tests. */
final class Servers {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private Servers() {}

    /** A name that no other test has; who starts first makes the schema. */
    static String newSchema() {
        return "journal_" + SCHEMAS.incrementAndGet() + "_"
                + ProcessHandle.current().pid();
    }

    static JournalSettings settings(String schema) {
        return settings(Postgres.shared(), schema);
    }

    static JournalSettings settings(Postgres postgres, String schema) {
        return JournalSettings.at(postgres.url(schema)).withLogin(() -> new Login(Postgres.USER, Postgres.PASSWORD));
    }
}
