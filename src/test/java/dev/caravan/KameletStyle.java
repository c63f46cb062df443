package dev.caravan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the style sheet says of Kamelets, as a list of what breaks it. */
final class KameletStyle {
    private static final Set<String> OWN_COMPONENTS = Set.of("journal", "bean", "process", "class");
    private static final Set<String> SECRETS = Set.of("address", "token", "password", "headers", "proxyPassword");

    private final RouteFile file;
    private final List<String> faults = new ArrayList<>();

    private KameletStyle(RouteFile file) {
        this.file = file;
    }

    static List<String> faults(List<RouteFile> files) {
        return files.stream()
                .flatMap(file -> new KameletStyle(file).check().stream())
                .toList();
    }

    private void fault(String what) {
        faults.add(file.place() + ": " + what);
    }

    private List<String> check() {
        String folder = file.place().getName(1).toString();
        JsonNode definition = file.root().at("/spec/definition");
        if (!folder.equals(file.name())
                || !folder.equals(file.root().at("/metadata/name").asText())) {
            fault("folder, file and metadata.name differ");
        }
        if (definition.path("title").asText().isBlank()) {
            fault("has no title");
        }
        if (!definition.path("description").asText().matches("(?s)[A-Z].*\\S\\.")) {
            fault("description is no sentence with a full stop");
        }
        definition
                .path("properties")
                .properties()
                .forEach(property -> checkProperty(property.getKey(), property.getValue()));
        checkEndpoints();
        return faults;
    }

    private void checkProperty(String name, JsonNode property) {
        if (property.path("title").asText().isBlank()
                || property.path("description").asText().isBlank()) {
            fault(name + " lacks title or description");
        }
        if (!property.has("default") && !property.has("example")) {
            fault(name + " has neither default nor example");
        }
        if (property.has("example") && !fits(property, property.get("example"))) {
            fault(name + " has an example that does not fit its own schema");
        }
        if (SECRETS.contains(name)
                && !refusesCredentials(property)
                && !property.path("format").asText().equals("password")) {
            fault(name + " is a secret without format: password");
        }
        if (property.path("format").asText().equals("password")
                && isPrivate(property.path("default").asText())) {
            fault(name + " is a secret with a default");
        }
    }

    /** An address that can hold nothing secret, such as a repository's, may be seen. */
    private static boolean refusesCredentials(JsonNode property) {
        return property.has("pattern")
                && Stream.of("user:secret@", "token@")
                        .map(credentials -> property.path("example").asText().replace("://", "://" + credentials))
                        .noneMatch(address -> Pattern.compile(
                                        property.path("pattern").asText())
                                .matcher(address)
                                .find());
    }

    /** What everybody knows, such as the URL of a public API, is no secret. */
    private static boolean isPrivate(String fallback) {
        return !fallback.isEmpty() && !fallback.matches("https://[a-z0-9.]+/[a-zA-Z0-9./]*");
    }

    private static boolean fits(JsonNode property, JsonNode example) {
        boolean known = !property.has("enum")
                || RouteFile.elements(property.get("enum")).anyMatch(example::equals);
        return known
                && (!property.has("pattern")
                        || example.asText()
                                .matches(".*" + property.get("pattern").asText() + ".*"));
    }

    private void checkEndpoints() {
        Set<String> beans = Set.copyOf(file.root().at("/spec/template/beans").findValuesAsText("name"));
        file.having("uri").forEach(node -> {
            String uri = node.get("uri").asText();
            if (uri.contains("?")) {
                fault("uri with a query string: " + uri);
            }
            checkSecrets(uri + node.path("parameters"));
            if (uri.startsWith("http:")
                    && !node.at("/parameters/httpClientConfigurer").asText().equals("{{?client}}")) {
                fault("uses no client of its provider: " + uri);
            }
            String scheme = uri.replaceFirst(":.*", "").replaceAll("[{}]", "");
            if (OWN_COMPONENTS.contains(scheme) || (uri.startsWith("{{") && !beans.contains(scheme))) {
                fault("uses " + scheme + ", which is no public component");
            }
        });
        file.having("process").map(step -> step.at("/process/ref").asText()).forEach(ref -> {
            if (!ref.matches("\\{\\{.+}}") || !beans.contains(ref.replaceAll("[{}]", ""))) {
                fault("uses a processor that is no bean of its template: " + ref);
            }
        });
        Map.of("bean", "a bean", "toD", "a dynamic endpoint").forEach((step, what) -> {
            if (file.having(step).findAny().isPresent()) {
                fault("uses " + what);
            }
        });
    }

    private void checkSecrets(String endpoint) {
        file.root().at("/spec/definition/properties").properties().forEach(property -> {
            boolean secret = property.getValue().path("format").asText().equals("password");
            if (secret && endpoint.contains("{{" + property.getKey() + "}}")) {
                fault(property.getKey() + " in an endpoint's URI");
            }
        });
    }
}
