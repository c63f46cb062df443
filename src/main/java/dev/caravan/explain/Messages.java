package dev.caravan.explain;

import dev.caravan.configuration.Configuration;
import dev.caravan.provider.ProviderType;
import dev.caravan.provider.ProviderTypeException;
import dev.caravan.provider.ProviderTypes;
import dev.caravan.provider.Setting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Renders every message of every provider type, and every template that replaces one, for every event there is a sample of. */
record Messages(Map<Path, Mapping> compiled, Map<String, Map<String, Object>> events, Findings findings) {
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
                            render(mapping, variables);
                        }));
    }

    private void check(ProviderType type) {
        for (Mapping mapping : compiled.values()) {
            if (mapping.file().startsWith(type.folder())) {
                render(mapping, defaults(type));
                type.settings().values().forEach(setting -> choices(mapping, type, setting));
            }
        }
    }

    /** A message may look quite different in each of its formats. */
    private void choices(Mapping mapping, ProviderType type, Setting setting) {
        for (String choice : setting.choices()) {
            Map<String, Object> variables = defaults(type);
            variables.put(setting.name(), choice);
            render(mapping, variables);
        }
    }

    private void render(Mapping mapping, Map<String, Object> variables) {
        events.forEach((sample, event) -> mapping.render(event, variables, sample, findings));
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
