package dev.caravan.configuration;

import dev.caravan.authentication.Schemes;
import dev.caravan.authentication.SourceAuth;
import dev.caravan.provider.Secret;
import dev.caravan.provider.SecretFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads how each source proves where its posts come from. */
record SourcesReader(Settings settings, Surroundings surroundings, Path secrets) {
    private static final String NONE = "none";
    private static final String TOKEN = "token";

    Map<String, SourceSettings> read() {
        Map<String, SourceSettings> sources = new TreeMap<>();
        surroundings.sources().names().forEach(name -> sources.put(name, source(name)));
        for (String name : settings.names("source")) {
            if (!sources.containsKey(name)) {
                String key = "source." + name;
                settings.problems()
                        .add(
                                settings.whereBelow(key),
                                key,
                                "is no source there is",
                                Suggestion.remedy(name, surroundings.sources().names()));
            }
        }
        return sources;
    }

    /** No slip of the pen is to lead to an open door. */
    static String remedy(String scheme) {
        return Suggestion.remedy(
                scheme,
                Schemes.names().stream().filter(known -> !known.equals(NONE)).toList());
    }

    private SourceSettings source(String name) {
        SecretReader reader = new SecretReader(settings, secrets);
        Optional<SecretFolder> folder = reader.folder(Keys.SOURCE_SECRET, name);
        SourceDeclaration declared = surroundings.sources().declaration(name, settings.problems());
        Optional<String> told = told(name);
        String scheme = told.orElseGet(() -> folder.isPresent() ? declared.auth() : common());
        Map<String, Secret> values = folder.map(found -> reader.values(found, Keys.SOURCE_SECRET, name))
                .orElseGet(() -> common(scheme));
        SourceAuth auth = new SourceAuth(scheme, values, options(name));
        boolean own =
                folder.isPresent() || told.filter(mine -> !mine.equals(TOKEN)).isPresent();
        SourceSettings source =
                new SourceSettings(name, auth, folder, own, declared, settings.get(Keys.SOURCE_RATE, name));
        new AuthCheck(settings, source).run();
        return source;
    }

    /** The scheme that the source was told; one that there is not is a problem, and as if it were not said. */
    private Optional<String> told(String name) {
        Optional<String> told = settings.find(Keys.SOURCE_AUTH, name);
        Optional<String> known = told.filter(Schemes.names()::contains);
        if (told.isPresent() && known.isEmpty()) {
            settings.problems()
                    .add(
                            settings.where(Keys.SOURCE_AUTH, name),
                            Keys.SOURCE_AUTH.of(name),
                            "is not a scheme there is",
                            remedy(told.get()));
        }
        return known;
    }

    private String common() {
        return settings.find(Keys.TOKEN).isPresent() ? TOKEN : NONE;
    }

    private Map<String, Secret> common(String scheme) {
        Optional<Secret> token = settings.find(Keys.TOKEN).filter(common -> scheme.equals(TOKEN));
        return token.map(common -> Map.of(TOKEN, common)).orElse(Map.of());
    }

    private Map<String, String> options(String name) {
        Map<String, String> options = new LinkedHashMap<>();
        Keys.SOURCE_OPTIONS.forEach(
                (option, key) -> settings.find(key, name).ifPresent(value -> options.put(option, value)));
        String claims = Keys.AUTH_CLAIMS.of(name).replace("<key>", "");
        settings.under(claims).forEach((claim, given) -> options.put("claims." + claim, given.value()));
        return options;
    }
}
