package dev.caravan.configuration;

import dev.caravan.provider.Secret;
import dev.caravan.provider.SecretFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads where the journal lies, and who may use it there. */
record JournalReader(Settings settings, Surroundings surroundings, Path secrets) {
    private static final String FILE = "jdbc:sqlite:";

    /** {@code file} is whether the journal may be one at all. */
    JournalSettings read(boolean file) {
        String url = settings.get(Keys.JOURNAL_URL);
        SecretReader reader = new SecretReader(settings, secrets);
        Optional<SecretFolder> folder = reader.folder(Keys.JOURNAL_SECRET, "");
        Map<String, Secret> held = folder.map(found -> reader.values(found, Keys.JOURNAL_SECRET, ""))
                .orElse(Map.of());
        JournalSettings journal = new JournalSettings(
                url.startsWith(FILE) ? absolute(url) : url,
                settings.find(Keys.JOURNAL_USERNAME).orElse(""),
                settings.find(Keys.JOURNAL_PASSWORD),
                folder,
                history(file && url.startsWith(FILE) ? absolute(url) : ""),
                settings.get(Keys.RETENTION),
                settings.get(Keys.DEAD_LETTER_RETENTION),
                settings.get(Keys.MAX_BACKLOG),
                settings.get(Keys.MIN_FREE_DISK));
        check(journal, held);
        return journal;
    }

    /** SQLite would take a relative path from where the process was started. */
    private String absolute(String url) {
        String path = url.substring(FILE.length());
        boolean absolute = path.startsWith("/") || path.startsWith(":") || path.startsWith("file:");
        return absolute ? url : FILE + surroundings.directory().resolve(path);
    }

    /** Beside the journal's file: what may write the one may write the other. */
    private Path history(String file) {
        Path known = file.isEmpty()
                ? Path.of("history")
                : Path.of(file.substring(FILE.length())).resolveSibling("history");
        return surroundings
                .directory()
                .resolve(settings.find(Keys.JOURNAL_HISTORY).orElse(known))
                .normalize();
    }

    private void check(JournalSettings journal, Map<String, Secret> held) {
        if (journal.url().matches(".*[?&](user|password|sslpassword)=.*|.*//[^/]*@.*")) {
            settings.problems()
                    .add(
                            settings.where(Keys.JOURNAL_URL),
                            Keys.JOURNAL_URL.pattern(),
                            "holds a user or a password",
                            "take them out of the URL and set journal.username and journal.password, or journal.secret for files");
        }
        if (journal.url().startsWith(FILE)) {
            Stream.of(Keys.JOURNAL_USERNAME, Keys.JOURNAL_PASSWORD, Keys.JOURNAL_SECRET)
                    .filter(key -> settings.find(key).isPresent())
                    .forEach(key -> settings.problems()
                            .add(
                                    settings.where(key),
                                    key.pattern(),
                                    "is nothing that a file asks for",
                                    "take it out, or set journal.url to a database"));
        } else if (journal.secret().isPresent()
                && !held.isEmpty()
                && List.of("username", "password").stream().noneMatch(held::containsKey)) {
            settings.problems()
                    .add(
                            settings.where(Keys.JOURNAL_SECRET),
                            Keys.JOURNAL_SECRET.pattern(),
                            "has neither a file username nor a file password",
                            "put the password into a file named password there");
        }
    }
}
