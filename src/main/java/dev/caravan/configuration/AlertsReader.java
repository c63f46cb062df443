package dev.caravan.configuration;

import dev.caravan.alert.Alert;
import dev.caravan.alert.Alerts;
import dev.caravan.alert.MessagePattern;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the alerts; the providers and sources they name must be there. */
record AlertsReader(Settings settings, Set<String> providers, Set<String> sources) {
    Alerts read() {
        return new Alerts(settings.names("alert").stream().map(this::alert).toList());
    }

    private Alert alert(String name) {
        Names.check(settings, "alert", name);
        return new Alert(
                name,
                known(AlertKeys.PROVIDERS, name, "provider", providers),
                known(AlertKeys.SOURCES, name, "source", sources),
                settings.find(AlertKeys.OBJECTS, name).orElse(List.of()),
                settings.get(AlertKeys.SEVERITY, name),
                patterns(AlertKeys.INCLUDE, name),
                patterns(AlertKeys.EXCLUDE, name),
                settings.find(AlertKeys.SUMMARY, name),
                metadata(name),
                settings.get(AlertKeys.SUSPEND, name));
    }

    private Set<String> known(Key<List<String>> key, String name, String word, Set<String> known) {
        Set<String> names = new LinkedHashSet<>(settings.find(key, name).orElse(List.of()));
        for (String unknown : names) {
            if (!known.contains(unknown)) {
                settings.problems()
                        .add(
                                settings.where(key, name),
                                key.of(name),
                                "names the " + word + " " + unknown + ", which is not there",
                                Suggestion.remedy(unknown, known));
            }
        }
        return names;
    }

    private List<MessagePattern> patterns(Key<String> key, String name) {
        Map<String, Property> found = settings.under("alert." + name + ".");
        Pattern form = key.regex();
        return found.values().stream()
                .filter(property -> form.matcher(property.key()).matches())
                .sorted(Comparator.comparing(property -> index(form.matcher(property.key()))))
                .flatMap(property -> pattern(property, name).stream())
                .toList();
    }

    private static int index(Matcher matcher) {
        return matcher.matches() && matcher.group("n") != null ? Integer.parseInt(matcher.group("n")) : -1;
    }

    private Optional<MessagePattern> pattern(Property property, String name) {
        try {
            String key = property.key().substring("alert.".length() + name.length() + 1);
            return Optional.of(new MessagePattern(key, Pattern.compile(property.value())));
        } catch (PatternSyntaxException e) {
            String at = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
            settings.problems()
                    .add(
                            property,
                            "is not a regular expression: " + e.getDescription() + at,
                            property.manifest()
                                    ? "correct it; Java's expressions lack some of Go's"
                                    : "correct it; in a properties file a backslash is written twice");
            return Optional.empty();
        }
    }

    private Map<String, String> metadata(String name) {
        Map<String, String> metadata = new TreeMap<>();
        settings.under("alert." + name + ".metadata.").forEach((key, value) -> metadata.put(key, value.value()));
        return metadata;
    }
}
