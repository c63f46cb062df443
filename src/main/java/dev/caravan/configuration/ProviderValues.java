package dev.caravan.configuration;

import dev.caravan.provider.ProviderType;
import dev.caravan.provider.Proxy;
import dev.caravan.provider.Secret;
import dev.caravan.provider.SecretFolder;
import dev.caravan.provider.SettingNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A provider's settings as its type describes them: properties first, its secret's files over them. */
final class ProviderValues {
    private final String name;
    private final ProviderType type;
    private final SecretReader secrets;
    private final Settings settings;
    private final Problems problems;
    private final Optional<SecretFolder> secret;
    private final Map<String, Property> given = new TreeMap<>();
    private boolean readable = true;

    private ProviderValues(String name, ProviderType type, SecretReader secrets) {
        this.name = name;
        this.type = type;
        this.secrets = secrets;
        this.settings = secrets.settings();
        this.problems = settings.problems();
        this.secret = secrets.folder(ProviderKeys.SECRET, name);
    }

    static ProviderValues read(String name, ProviderType type, SecretReader secrets) {
        ProviderValues values = new ProviderValues(name, type, secrets);
        values.takeProperties();
        values.secret.ifPresent(values::takeSecret);
        values.given.forEach(values::check);
        if (values.readable) { // else what seems to be missing may well be there
            values.type.required().forEach(values::require);
            values.requireOne();
        }
        new CertificateCheck(values.given, values.problems).check("provider." + name);
        return values;
    }

    /** The folders that a value may have come from. */
    Set<SecretFolder> secrets() {
        return Stream.concat(secret.stream(), given.values().stream().flatMap(property -> property.folder().stream()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** By the Kamelet's name, the headers as one line of JSON. */
    Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        given.forEach((property, value) -> values.put(property, value.value()));
        values.remove("proxy");
        values.computeIfPresent("headers", (key, yaml) -> Headers.json(headers()));
        return values;
    }

    Map<String, String> headers() {
        return Optional.ofNullable(given.get("headers"))
                .flatMap(property -> Headers.read(property.value()))
                .orElse(Map.of());
    }

    Optional<Proxy> proxy() {
        return Optional.ofNullable(given.get("proxy")).flatMap(property -> ValueCheck.proxy(property.value()));
    }

    private void takeProperties() {
        settings.under("provider." + name + ".").forEach((key, property) -> {
            if (!ProviderKeys.takes(type, key)) {
                refuse(key, property);
            } else if (!ProviderKeys.COMMON_WORDS.contains(key)) {
                given.put(SettingNames.camelCase(key), property);
            }
        });
    }

    /** Flux has the same fields for every type and passes over those that a type has no use for; a property is a mistake. */
    private void refuse(String key, Property property) {
        String what = "is nothing that type " + type.name() + " has";
        if (property.manifest()) {
            problems.leaveOut(property, what);
        } else {
            problems.add(property, what, Suggestion.remedy(key, keys()));
        }
    }

    private Set<String> keys() {
        return Stream.concat(ProviderKeys.COMMON_WORDS.stream(), type.offered().map(SettingNames::kebabCase))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Keys that the type does not know are not its business: a Secret may serve several. */
    private void takeSecret(SecretFolder folder) {
        Map<String, Secret> values = secrets.values(folder, ProviderKeys.SECRET, name);
        readable = !values.isEmpty();
        values.forEach((key, value) -> {
            String property = SettingNames.camelCase(key);
            if (type.offers(property) && !ProviderKeys.COMMON_WORDS.contains(key)) {
                String where = folder.path().resolve(key).toString();
                given.put(property, new Property(key(property), value.text(), where, false));
            }
        });
    }

    private String key(String property) {
        return "provider." + name + "." + SettingNames.kebabCase(property);
    }

    private void require(String property) {
        if (type.offers(property) && !given.containsKey(property) && !settings.isUnresolved(key(property))) {
            problems.add(
                    whereMissed(),
                    key(property),
                    "is missing" + new ValueCheck(type, property).told(),
                    "set it, or put it into a secret and name that with " + ProviderKeys.SECRET.of(name));
        }
    }

    private void requireOne() {
        Set<List<String>> choices = type.oneOf().stream()
                .map(choice -> List.of(choice.split("\\+")))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        boolean met = choices.isEmpty() || choices.stream().anyMatch(given.keySet()::containsAll);
        boolean unresolved =
                choices.stream().flatMap(List::stream).map(this::key).anyMatch(settings::isUnresolved);
        if (!met && !unresolved) {
            problems.add(
                    whereMissed(),
                    "provider." + name,
                    "has none of " + choices.stream().map(this::keys).collect(Collectors.joining(", ")),
                    "set one, or put it into a secret and name that with " + ProviderKeys.SECRET.of(name));
        }
    }

    /** A provider that a manifest describes lacks it there. */
    private String whereMissed() {
        return Optional.ofNullable(settings.all().get(ProviderKeys.TYPE.of(name)))
                .filter(Property::manifest)
                .map(Property::where)
                .orElse("application.properties");
    }

    private String keys(List<String> together) {
        return together.stream().map(this::key).collect(Collectors.joining(" with "));
    }

    private void check(String setting, Property property) {
        new ValueCheck(type, setting).check(property, problems);
    }
}
