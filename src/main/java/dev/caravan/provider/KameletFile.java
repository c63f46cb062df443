package dev.caravan.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the descriptive half of a Kamelet: its definition and Caravan's annotations; the template is Camel's. */
record KameletFile(String name, Path folder, Path path) {
    private static final String ONE_OF = "caravan.dev/one-of";
    private static final String RATE = "caravan.dev/rate";
    private static final String OUTCOMES = "caravan.dev/outcomes";
    private static final String WAITS = "caravan.dev/retry-after";
    private static final String DIGEST = "caravan.dev/digest";
    private static final String UNLESS = "caravan.dev/unless";
    /** Of no use to people: what a Git host shows may well be repeated for it. */
    private static final String HEARTBEAT = "metadata.commit_status = 'update' ? 'a heartbeat for commit statuses'";

    ProviderType read() throws ProviderTypeException {
        Map<?, ?> root = map(document());
        Map<?, ?> definition = map(map(root.get("spec")).get("definition"));
        Map<?, ?> annotations = map(map(root.get("metadata")).get("annotations"));
        return new ProviderType(
                name,
                text(definition, "title"),
                text(definition, "description"),
                folder,
                settings(map(definition.get("properties"))),
                names(definition.get("required")),
                names(Arrays.asList(text(annotations, ONE_OF).split("[,\\s]+"))),
                rate(text(annotations, RATE)),
                text(annotations, OUTCOMES),
                text(annotations, WAITS),
                text(annotations, DIGEST).equals("true"),
                optional(annotations, UNLESS).orElse(HEARTBEAT).strip());
    }

    private @Nullable Object document() throws ProviderTypeException {
        try {
            return new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(Files.readString(path));
        } catch (MarkedYamlEngineException e) {
            String line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw new ProviderTypeException(path + line, "the Kamelet is not valid YAML, " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new ProviderTypeException(path.toString(), "the Kamelet is not valid YAML");
        } catch (StackOverflowError e) {
            throw new ProviderTypeException(path.toString(), "the Kamelet is nested too deep");
        } catch (IOException e) {
            throw new ProviderTypeException(path.toString(), "the Kamelet cannot be read");
        }
    }

    private Map<String, Setting> settings(Map<?, ?> properties) throws ProviderTypeException {
        Map<String, Setting> settings = new LinkedHashMap<>();
        for (Map.Entry<?, ?> property : properties.entrySet()) {
            String key = String.valueOf(property.getKey());
            settings.put(key, setting(key, map(property.getValue())));
        }
        return Collections.unmodifiableMap(settings);
    }

    private Setting setting(String key, Map<?, ?> schema) throws ProviderTypeException {
        return new Setting(
                key,
                schema.containsKey("type") ? text(schema, "type") : "string",
                text(schema, "title"),
                text(schema, "description"),
                optional(schema, "default"),
                pattern(key, optional(schema, "pattern")),
                list(schema.get("enum")).stream().map(String::valueOf).toList(),
                text(schema, "format").equals("password"),
                text(schema, "example"));
    }

    private Optional<Pattern> pattern(String key, Optional<String> regex) throws ProviderTypeException {
        try {
            return regex.map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw new ProviderTypeException(path.toString(), "the pattern of " + key + " is not a regular expression");
        }
    }

    private Rate rate(String text) throws ProviderTypeException {
        try {
            return text.isEmpty() ? Rate.UNLIMITED : Rate.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProviderTypeException(path.toString(), "the annotation " + RATE + " is not a rate like 1/s");
        }
    }

    private static Set<String> names(@Nullable Object listed) {
        Set<String> names = new LinkedHashSet<>();
        list(listed).stream()
                .map(String::valueOf)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return Collections.unmodifiableSet(names);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Collection<?> list(@Nullable Object value) {
        return value instanceof Collection<?> list ? list : List.of();
    }

    private static Optional<String> optional(Map<?, ?> map, String key) {
        return Optional.ofNullable(map.get(key)).map(String::valueOf);
    }

    private static String text(Map<?, ?> map, String key) {
        return optional(map, key).orElse("").strip();
    }
}
