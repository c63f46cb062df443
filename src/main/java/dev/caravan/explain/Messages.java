package dev.caravan.explain;

import dev.caravan.configuration.Configuration;
import dev.caravan.provider.ProviderType;
import dev.caravan.provider.ProviderTypeException;
import dev.caravan.provider.ProviderTypes;
import dev.caravan.provider.Setting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Renders every message of every provider type, and every template that replaces one, for every event there is a sample of. */
record Messages(Map<Path, Mapping> compiled, List<SampleEvent> events, Scope scope, Findings findings) {
    void check(ProviderTypes types) {
        for (String name : types.names()) {
            try {
                check(types.get(name));
            } catch (ProviderTypeException e) {
                findings.add(Path.of(e.where()), String.valueOf(e.getMessage()));
            }
        }
    }

    void check(Configuration configuration) {
        configuration
                .providers()
                .forEach(provider -> provider.template()
                        .flatMap(template -> Mapping.compile(template, findings))
                        .ifPresent(mapping -> {
                            Map<String, Object> variables = defaults(provider.type());
                            variables.putAll(provider.values());
                            render(provider.type(), mapping, variables);
                        }));
    }

    private void check(ProviderType type) {
        for (Mapping mapping : compiled.values()) {
            if (isMessage(type, mapping.file())) {
                render(type, mapping, defaults(type));
                type.settings().values().forEach(setting -> choices(mapping, type, setting));
            }
        }
    }

    /** Other documents of a type make signatures and addresses, of secrets that no sample has. */
    private static boolean isMessage(ProviderType type, Path file) {
        Setting template = type.settings().get("template");
        return file.startsWith(type.folder())
                && (template == null
                        || template.fallback()
                                .filter(text -> text.endsWith("/" + file.getFileName()))
                                .isPresent());
    }

    /** A message may look quite different in each of its formats. */
    private void choices(Mapping mapping, ProviderType type, Setting setting) {
        for (String choice : setting.choices()) {
            Map<String, Object> variables = defaults(type);
            variables.put(setting.name(), choice);
            render(type, mapping, variables);
        }
    }

    private void render(ProviderType type, Mapping mapping, Map<String, Object> variables) {
        events.stream()
                .filter(event -> scope.message(type.name(), event.source()))
                .forEach(event -> mapping.render(event.event(), variables, event.name(), findings));
    }

    private static Map<String, Object> defaults(ProviderType type) {
        Map<String, Object> variables = new HashMap<>();
        type.settings()
                .values()
                .forEach(setting ->
                        variables.put(setting.name(), setting.fallback().orElse("")));
        return variables;
    }
}
