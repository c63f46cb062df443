package dev.caravan.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.jsonata.Documents;
import dev.caravan.provider.ProviderTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A tool whose configuration can be taken over, by a JSONata document in {@code /migration}.
 *
 * <p>The document sees {@code documents}, all YAML documents of the files in their order, those of a ConfigMap's data among them as
 * {@code parsed}, and {@code lines}, the lines of the files that are no YAML. It gives {@code providers}: objects with {@code name} and {@code settings}; {@code alerts}: objects
 * with {@code name}, {@code providers} and {@code settings}; {@code left}: texts.
 */
public enum Origin {
    ALERTMANAGER,
    APPRISE,
    ARGOCD;

    private static final LoadSettings YAML =
            LoadSettings.builder().setSchema(new CoreSchema()).build();

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What these files amount to.
     *
     * @throws IOException when a file cannot be read; the message names it
     */
    public Migration read(List<Path> files, ProviderTypes types) throws IOException {
        List<Object> documents = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            String text = text(file);
            List<Map<String, Object>> found = objects(text);
            documents.addAll(found);
            if (found.isEmpty() && this == APPRISE) {
                text.lines().forEach(lines::add);
            } else if (found.isEmpty()) {
                throw new IOException(file + " holds no YAML object");
            }
        }
        Assembly assembly = new Assembly(types);
        Object result = document().apply(Map.of("documents", documents, "lines", lines));
        fill(assembly, JSON.valueToTree(Objects.requireNonNullElse(result, Map.of())));
        return assembly.finished();
    }

    private Function<Object, @Nullable Object> document() throws IOException {
        String name = "/migration/" + name().toLowerCase(Locale.ROOT) + ".jsonata";
        try (InputStream stream = Objects.requireNonNull(Origin.class.getResourceAsStream(name))) {
            return Documents.function(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void fill(Assembly assembly, JsonNode result) {
        result.path("providers")
                .forEach(provider -> assembly.provider(provider.path("name").asText(), settings(provider)));
        result.path("alerts").forEach(alert -> {
            List<String> providers = new ArrayList<>();
            alert.path("providers").forEach(provider -> providers.add(provider.asText()));
            assembly.alert(alert.path("name").asText(), providers, settings(alert));
        });
        result.path("left").forEach(left -> assembly.left(left.asText()));
    }

    private static Map<String, String> settings(JsonNode of) {
        Map<String, String> settings = new LinkedHashMap<>();
        of.path("settings").properties().forEach(setting -> {
            if (!setting.getValue().isNull()) {
                settings.put(setting.getKey(), setting.getValue().asText());
            }
        });
        return settings;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read as UTF-8 text", e);
        }
    }

    /** Nothing where there is something else: a list of addresses is valid YAML as well, a single text. */
    @SuppressWarnings("unchecked") // objects of YAML have texts for keys
    private static List<Map<String, Object>> objects(String text) {
        List<Map<String, Object>> objects = new ArrayList<>();
        try {
            for (Object document : new Load(YAML).loadAllFromString(text)) {
                if (!(document instanceof Map<?, ?> object)) {
                    return List.of();
                }
                objects.add(withParsedData((Map<String, Object>) object));
            }
        } catch (YamlEngineException e) {
            return List.of();
        }
        return objects;
    }

    private static Map<String, Object> withParsedData(Map<String, Object> document) {
        if (!"ConfigMap".equals(document.get("kind")) || !(document.get("data") instanceof Map<?, ?> data)) {
            return document;
        }
        Map<String, Object> parsed = new LinkedHashMap<>();
        data.forEach((key, value) -> {
            try {
                parsed.put(String.valueOf(key), new Load(YAML).loadFromString(String.valueOf(value)));
            } catch (YamlEngineException e) {
                parsed.put(String.valueOf(key), value);
            }
        });
        document.put("parsed", parsed);
        return document;
    }
}
