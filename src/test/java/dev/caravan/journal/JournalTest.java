package dev.caravan.journal;

import java.nio.file.Path;

final class JournalTest extends JournalContract {
    @Override
    JournalSettings settings(Path folder) {
        return JournalSettings.at("jdbc:sqlite:" + folder.resolve("deep/caravan.db"))
                .withMinFreeDisk(0);
    }
}
