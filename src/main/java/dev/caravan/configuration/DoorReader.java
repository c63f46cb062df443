package dev.caravan.configuration;

import dev.caravan.provider.Secret;
import dev.caravan.provider.SecretFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads who may knock. */
record DoorReader(Settings settings, Surroundings surroundings, Path secrets) {
    private static final String LOOPBACK = "localhost|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?";

    DoorSettings door() {
        DoorSettings door = new DoorSettings(
                settings.get(Keys.HOST),
                settings.get(Keys.PORT),
                settings.find(Keys.TOKEN),
                settings.get(Keys.MAX_BODY),
                settings.get(Keys.UNRECOGNISED),
                settings.get(Keys.ALLOW_ANONYMOUS),
                sources());
        checkAnonymous(door);
        return door;
    }

    ManagementSettings management() {
        ManagementSettings management = new ManagementSettings(
                settings.get(Keys.MANAGEMENT_HOST),
                settings.get(Keys.MANAGEMENT_PORT),
                settings.find(Keys.MANAGEMENT_TOKEN));
        if (!management.host().matches(LOOPBACK) && management.token().isEmpty()) {
            settings.problems()
                    .add(
                            settings.where(Keys.MANAGEMENT_HOST),
                            Keys.MANAGEMENT_HOST.pattern(),
                            "is not loopback and management.token is not set",
                            "set management.token, or camel.management.host=127.0.0.1");
        }
        return management;
    }

    private Map<String, SourceSettings> sources() {
        Map<String, SourceSettings> sources = new TreeMap<>();
        surroundings.sources().forEach(name -> sources.put(name, source(name)));
        for (String name : settings.names("source")) {
            if (!sources.containsKey(name)) {
                String key = "source." + name;
                settings.problems()
                        .add(where(key), key, "is no source there is", Suggestion.remedy(name, surroundings.sources()));
            }
        }
        return sources;
    }

    private String where(String key) {
        return settings.under(key + ".").values().stream()
                .findFirst()
                .map(Property::where)
                .orElse("application.properties");
    }

    private SourceSettings source(String name) {
        SecretReader reader = new SecretReader(settings, secrets);
        Optional<SecretFolder> secret = reader.folder(Keys.SOURCE_SECRET, name);
        Optional<Secret> own = secret.flatMap(folder -> own(reader, folder, name));
        Optional<Secret> token = own.or(() -> settings.find(Keys.TOKEN));
        boolean told = secret.isPresent() || token.isPresent();
        SourceAuth auth = settings.find(Keys.SOURCE_AUTH, name).orElse(told ? SourceAuth.TOKEN : SourceAuth.NONE);
        if (auth == SourceAuth.TOKEN && !told) {
            settings.problems()
                    .add(
                            settings.where(Keys.SOURCE_AUTH, name),
                            Keys.SOURCE_AUTH.of(name),
                            "is token, but there is none",
                            "set " + Keys.SOURCE_SECRET.of(name) + " or webhook.token");
        }
        return new SourceSettings(name, auth, secret, token);
    }

    private Optional<Secret> own(SecretReader reader, SecretFolder folder, String name) {
        Map<String, Secret> values = reader.values(folder, Keys.SOURCE_SECRET, name);
        if (!values.isEmpty() && !values.containsKey("token")) {
            settings.problems()
                    .add(
                            settings.where(Keys.SOURCE_SECRET, name),
                            Keys.SOURCE_SECRET.of(name),
                            "has no file token in " + folder.path(),
                            "put the token into it");
        }
        return Optional.ofNullable(values.get("token"));
    }

    private void checkAnonymous(DoorSettings door) {
        List<String> open = door.sources().values().stream()
                .filter(source -> source.auth() == SourceAuth.NONE)
                .map(SourceSettings::name)
                .toList();
        if (!door.host().matches(LOOPBACK) && !door.allowAnonymous() && !open.isEmpty()) {
            settings.problems()
                    .add(
                            settings.where(Keys.HOST),
                            Keys.HOST.pattern(),
                            "is not loopback, and anyone may post to " + String.join(", ", open),
                            "set webhook.token, or webhook.allow-anonymous=true if that is meant");
        }
    }
}
