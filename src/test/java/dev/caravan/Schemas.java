package dev.caravan;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

/** Route files against the YAML DSL's own schema, and Kamelets against their resource definition. */
final class Schemas {
    private Schemas() {}

    static JsonSchema yamlDsl() throws IOException {
        try (InputStream in = Schemas.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return schema(Samples.JSON.readTree(in));
        }
    }

    static JsonSchema schema(JsonNode schema) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
    }

    static List<String> faults(JsonSchema schema, RouteFile file) {
        return schema.validate(file.root()).stream()
                .filter(message -> !isPlaceholder(message))
                .map(message -> file.place() + ": " + message.getMessage())
                .toList();
    }

    /** The schema knows no placeholders where it wants a number or a boolean; Camel does. */
    private static boolean isPlaceholder(ValidationMessage message) {
        JsonNode value = message.getInstanceNode();
        return message.getType().equals("type")
                && value != null
                && value.asText().matches("\\{\\{[^{}]+}}")
                && Stream.of("number", "integer", "boolean")
                        .anyMatch(type -> message.getMessage().contains(type + " expected"));
    }
}
