package dev.caravan.camelk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files of the routes with the documents that they name put in their place, since a resource of Camel K has no folder beside it.
 *
 * @param routes the folder of the routes
 */
record Inlining(Path routes) {
    private static final String FILE = "file:{{caravan.routes}}/";
    private static final String DOCUMENT = "resource:" + FILE;
    private static final String TEMPLATE = "resource:{{template}}";

    /** A route file: a list of routes and the like. */
    List<?> flows(Path file) throws IOException {
        return (List<?>) inlined(Yaml.read(file), "");
    }

    /** A Kamelet, which has its message in it instead of the property {@code template}. */
    Map<String, Object> kamelet(Path file) throws IOException {
        Map<String, Object> kamelet = Yaml.map(Yaml.read(file));
        Map<String, Object> properties = Yaml.map(kamelet, "spec", "definition", "properties");
        String template = String.valueOf(Yaml.map(properties, "template").get("default"));
        properties.remove("template");
        return Yaml.map(inlined(kamelet, document(template.substring(FILE.length()))));
    }

    private Object inlined(Object node, String template) throws IOException {
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                copy.put(member.getKey(), inlined(member.getValue(), template));
            }
            return copy;
        }
        if (node instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            for (Object element : list) {
                copy.add(inlined(element, template));
            }
            return copy;
        }
        if (node instanceof String text && text.startsWith(DOCUMENT)) {
            return document(text.substring(DOCUMENT.length()));
        }
        return TEMPLATE.equals(node) ? template : node;
    }

    private String document(String name) throws IOException {
        return Files.readString(routes.resolve(name));
    }
}
