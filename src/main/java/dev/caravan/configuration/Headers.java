package dev.caravan.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Extra request headers: a YAML map of names and values. */
final class Headers {
    /** Every scalar is text: a version 1.10 must not become the number 1.1. */
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setSchema(new FailsafeSchema()).build();

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /** What HTTP sees to itself, and what would steer Camel instead of reaching anybody. */
    private static final Pattern RESERVED = Pattern.compile(
            "Camel.*|Host|Content-Length|Transfer-Encoding|Connection|Keep-Alive|Upgrade|Trailer|TE|Proxy-.*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern VALUE = Pattern.compile("[^\\r\\n\\x00]*");

    private Headers() {}

    /** The headers; empty when the text is no map, a name or value could end its line, or a name is reserved. */
    static Optional<Map<String, String>> read(String yaml) {
        try {
            Object document = new Load(SETTINGS).loadFromString(yaml);
            return document instanceof Map<?, ?> map ? checked(map) : Optional.empty();
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> checked(Map<?, ?> map) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<?, ?> header : map.entrySet()) {
            boolean texts = header.getKey() instanceof String && header.getValue() instanceof String;
            String name = String.valueOf(header.getKey());
            String value = String.valueOf(header.getValue());
            boolean allowed =
                    NAME.matcher(name).matches() && !RESERVED.matcher(name).matches();
            if (!texts || !allowed || !VALUE.matcher(value).matches()) {
                return Optional.empty();
            }
            headers.put(name, value);
        }
        return Optional.of(headers);
    }

    /** One line, in which no braces of a value can be taken for those of a placeholder. */
    static String json(Map<String, String> headers) {
        try {
            String json = JsonMapper.builder().build().writeValueAsString(headers);
            String members = json.substring(1, json.length() - 1);
            return "{" + members.replace("{", "\\u007b").replace("}", "\\u007d") + "}";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is always JSON", e);
        }
    }
}
