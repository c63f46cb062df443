package dev.caravan.configuration;

import dev.caravan.provider.ProviderSettings;
import dev.caravan.provider.ProviderType;
import dev.caravan.provider.ProviderTypeException;
import dev.caravan.provider.ProviderTypes;
import dev.caravan.provider.Proxies;
import dev.caravan.provider.SettingNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the providers, each against its type. */
record ProvidersReader(Settings settings, Surroundings surroundings, Path secrets) {
    List<ProviderSettings> read() {
        return settings.names("provider").stream()
                .filter(name -> Names.check(settings, "provider", name))
                .flatMap(name -> type(name).map(type -> provider(name, type)).stream())
                .toList();
    }

    private Optional<ProviderType> type(String name) {
        ProviderTypes types = surroundings.types();
        Optional<String> type = settings.find(ProviderKeys.TYPE, name);
        if (settings.isUnresolved(ProviderKeys.TYPE.of(name))) {
            checkKeys(name);
            return Optional.empty();
        }
        if (type.isEmpty() && Names.isOfCluster(settings, name)) {
            return Optional.empty(); // its object has not come yet, or is gone
        }
        if (type.isEmpty()) {
            settings.problems()
                    .add(
                            settings.whereBelow("provider." + name),
                            ProviderKeys.TYPE.of(name),
                            "is missing",
                            "set it to one of " + String.join(", ", types.names()));
            checkKeys(name);
            return Optional.empty();
        }
        if (!types.names().contains(type.get())) {
            problem(ProviderKeys.TYPE, name, "names no type there is", Suggestion.remedy(type.get(), types.names()));
            checkKeys(name);
            return Optional.empty();
        }
        return type.flatMap(known -> type(name, known));
    }

    /** Which keys a provider may have its type says; without one, those are wrong that no type has, and values that all share. */
    private void checkKeys(String name) {
        ProviderKeys.COMMON.forEach(key -> settings.find(key, name));
        Set<String> known = new TreeSet<>(ProviderKeys.COMMON_WORDS);
        surroundings
                .types()
                .all()
                .flatMap(ProviderType::offered)
                .map(SettingNames::kebabCase)
                .forEach(known::add);
        settings.under("provider." + name + ".").forEach((key, property) -> {
            if (!known.contains(SettingNames.kebabCase(SettingNames.camelCase(key)))) {
                String remedy = Suggestion.of(key, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("remove it");
                settings.problems().add(property, "is nothing that any type has", remedy);
            }
        });
    }

    private Optional<ProviderType> type(String name, String type) {
        try {
            return Optional.of(surroundings.types().get(type));
        } catch (ProviderTypeException e) {
            settings.problems()
                    .add(
                            e.where(),
                            ProviderKeys.TYPE.of(name),
                            "cannot be used, " + e.getMessage(),
                            "correct the file");
            return Optional.empty();
        }
    }

    private ProviderSettings provider(String name, ProviderType type) {
        ProviderValues values = ProviderValues.read(name, type, new SecretReader(settings, secrets));
        return new ProviderSettings(
                name,
                type,
                values.values(),
                values.headers(),
                values.secrets(),
                proxies(type, values),
                template(name, type),
                settings.get(ProviderKeys.TIMEOUT, name),
                settings.get(ProviderKeys.GIVE_UP_AFTER, name),
                settings.find(ProviderKeys.RATE, name).orElse(type.rate()),
                digest(name, type),
                settings.get(ProviderKeys.CONCURRENCY, name),
                settings.get(ProviderKeys.SUSPEND, name),
                settings.where(ProviderKeys.TYPE, name).replace(", spec.type)", ")"));
    }

    private Duration digest(String name, ProviderType type) {
        Optional<Duration> digest = settings.find(ProviderKeys.DIGEST, name);
        if (digest.isPresent() && !type.digests()) {
            String what = "is nothing for type " + type.name() + ", which tells each event by itself";
            problem(ProviderKeys.DIGEST, name, what, "remove it");
        } else if (digest.isPresent() && settings.get(ProviderKeys.CONCURRENCY, name) > 1) {
            problem(
                    ProviderKeys.DIGEST,
                    name,
                    "needs one attempt at a time",
                    "set provider." + name + ".concurrency to 1");
        }
        return digest.orElse(Duration.ZERO);
    }

    /** The environment's are no business of a provider that sends nothing. */
    private Proxies proxies(ProviderType type, ProviderValues values) {
        EnvironmentProxies environment = new EnvironmentProxies(surroundings.environment(), settings.problems());
        return values.proxy()
                .map(own -> Proxies.own(own, environment.except()))
                .orElseGet(() -> type.declares("client") ? environment.read() : Proxies.NONE);
    }

    private Optional<Path> template(String name, ProviderType type) {
        Optional<Path> template = settings.find(ProviderKeys.TEMPLATE, name)
                .map(path -> surroundings.directory().resolve(path).normalize());
        if (template.isPresent() && !type.declares("template")) {
            problem(ProviderKeys.TEMPLATE, name, "is nothing that type " + type.name() + " has", "remove it");
        } else if (template.isPresent() && !Files.isReadable(template.get())) {
            problem(
                    ProviderKeys.TEMPLATE,
                    name,
                    "names a file that cannot be read, " + template.get(),
                    "paths are relative to " + surroundings.directory());
        }
        return template;
    }

    private void problem(Key<?> key, String name, String what, String remedy) {
        settings.problems().add(settings.where(key, name), key.of(name), what, remedy);
    }
}
