package dev.caravan.configuration;

import dev.caravan.authentication.Means;
import dev.caravan.authentication.SchemeException;
import dev.caravan.authentication.Schemes;
import dev.caravan.authentication.SourceAuth;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Holds what a source was told against its scheme, so that a door that could let nobody in, or anybody, is not opened. */
record AuthCheck(Settings settings, SourceSettings source) {
    void run() {
        checkOptions();
        List<String> files = Schemes.files(source.auth().scheme());
        if (source.auth().secrets().isEmpty() && !files.isEmpty()) {
            checkThereIsASecret(files);
            return;
        }
        List<String> missing = files.stream()
                .filter(file -> source.auth().active(file).isEmpty())
                .toList();
        missing.forEach(this::addMissing);
        if (missing.isEmpty()) {
            checkUse();
        }
    }

    private void checkOptions() {
        SourceAuth auth = source.auth();
        auth.options().keySet().stream()
                .filter(option -> !Schemes.takes(auth.scheme(), option))
                .sorted()
                .forEach(option -> add("auth." + option, "is of no use to the scheme " + auth.scheme(), "remove it"));
    }

    private void checkThereIsASecret(List<String> files) {
        String scheme = source.auth().scheme();
        boolean told = settings.all().containsKey(Keys.SOURCE_SECRET.of(source.name())); // what is wrong with it, too
        if (!files.isEmpty() && !told) {
            String other = scheme.equals("token") ? " or webhook.token" : "";
            add("auth", "is " + scheme + ", but there is none", "set " + key("secret") + other);
        }
    }

    private void addMissing(String file) {
        Path folder = source.secret().orElseThrow().path();
        add("secret", "has no file " + file + " in " + folder, "put the " + file + " into it");
    }

    /** The scheme itself knows best what it can use. */
    private void checkUse() {
        try {
            Schemes.authenticator(source.auth(), Means.offline(Clock.systemUTC()));
        } catch (SchemeException e) {
            add(e.property(), e.what(), e.remedy());
        }
    }

    private String key(String property) {
        return "source." + source.name() + "." + property;
    }

    private void add(String property, String what, String remedy) {
        Property given = settings.all().get(key(property));
        settings.problems()
                .add(
                        given == null ? settings.where(Keys.SOURCE_AUTH, source.name()) : given.where(),
                        key(property),
                        what,
                        remedy);
    }
}
