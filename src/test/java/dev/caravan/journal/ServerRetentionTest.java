package dev.caravan.journal;

import dev.caravan.Postgres;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.Needed.class)
final class ServerRetentionTest extends RetentionContract {
    @Override
    JournalSettings settings(Path folder) {
        return Servers.settings(Servers.newSchema());
    }
}
