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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the alerts; the providers and sources they name must be there. */
record AlertsReader(Settings settings, Set<String> providers, Set<String> sources) {
    Alerts read() {
        List<Alert> alerts = settings.names("alert").stream().map(this::alert).toList();
        boolean own = alerts.stream().anyMatch(alert -> !isOfCluster("alert", alert.name()));
        return new Alerts(own || !settings.get(Keys.CLUSTER) ? alerts : withDefault(alerts));
    }

    /** What the cluster has neither silences the providers that were set here nor has its own told what no Alert of it asks for. */
    private List<Alert> withDefault(List<Alert> alerts) {
        Set<String> own = providers.stream()
                .filter(name -> !isOfCluster("provider", name))
                .collect(Collectors.toSet());
        return Stream.concat(alerts.stream(), Stream.of(Alert.everything(own.isEmpty() ? Set.of("") : own)))
                .toList();
    }

    private boolean isOfCluster(String prefix, String name) {
        return settings.under(prefix + "." + name + ".").values().stream().anyMatch(Property::isOfCluster);
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
            Property property = settings.all().get(key.of(name));
            boolean mayCome = Names.isOfCluster(settings, unknown) && property != null && !property.isOfCluster();
            if (!known.contains(unknown) && !mayCome) {
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
