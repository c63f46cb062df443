package dev.caravan;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the style sheet says of route files, as a list of what breaks it. */
final class RouteStyle {
    /** Where a failure must go up untouched: the lane decides about attempts, and a dead letter has nobody behind it. */
    private static final Set<String> WITHOUT_HANDLER = Set.of("attempt", "dead-letter");

    /** What the management API enters by. */
    private static final Set<String> FROM_CODE = Set.of("direct:replay");

    private static final Set<String> STEPS_BY_PAYLOAD =
            Set.of("toD", "recipientList", "routingSlip", "dynamicRouter", "wireTap", "pollEnrich");
    private static final Set<String> LANGUAGES =
            Set.of("simple", "constant", "jsonpath", "language", "method", "variable", "header", "exchangeProperty");
    /** Here a language stands without {@code expression:} around it, so says the schema. */
    private static final Set<String> PREDICATE_MEMBERS = Set.of("handled", "continued", "retryWhile", "onWhen");

    private final List<RouteFile> files;
    private final List<String> faults = new ArrayList<>();

    private RouteStyle(List<RouteFile> files) {
        this.files = files;
    }

    static List<String> faults(List<RouteFile> files) {
        RouteStyle style = new RouteStyle(files);
        files.forEach(style::check);
        style.checkDirect();
        return style.faults;
    }

    private void fault(RouteFile file, String what) {
        faults.add(file.place() + ": " + what);
    }

    private void check(RouteFile file) {
        checkEntry(file);
        file.allRoutes().forEach(route -> checkErrorHandling(file, route));
        checkForm(file, file.root(), "");
        file.having("jsonpath").forEach(node -> checkJsonPath(file, node.get("jsonpath")));
    }

    private void checkEntry(RouteFile file) {
        List<JsonNode> main = Stream.of("route", "routeTemplate", "routeConfiguration")
                .flatMap(file::entries)
                .toList();
        if (main.size() != 1) {
            fault(file, main.size() + " routes, templates and configurations instead of one");
        }
        for (JsonNode entry : main) {
            boolean unnamed = file.isPolicy() && !entry.has("id");
            if (!unnamed && !entry.path("id").asText().equals(file.name())) {
                fault(file, "id " + entry.path("id").asText() + " is not the file's name");
            }
            JsonNode described = entry.has("route") ? entry.get("route") : entry;
            checkSentence(file, "description", described.path("description").asText());
        }
    }

    private void checkSentence(RouteFile file, String what, String text) {
        if (!text.matches("(?s)[A-Z].*\\S\\.")) {
            fault(file, what + " is no sentence with a full stop: '" + text + "'");
        }
    }

    private void checkErrorHandling(RouteFile file, JsonNode route) {
        Set<String> named = files.stream()
                .flatMap(other -> other.entries("routeConfiguration"))
                .map(configuration -> configuration.path("id").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        String configuration = route.path("routeConfigurationId").asText();
        boolean without = route.at("/errorHandler/noErrorHandler").isObject();
        if (without != WITHOUT_HANDLER.contains(file.name())) {
            fault(file, without ? "has noErrorHandler" : "lacks noErrorHandler");
        }
        if (!without && !named.contains(configuration)) {
            fault(file, "is covered by no routeConfiguration '" + configuration + "'");
        }
        if (Stream.of("onException", "onFallback", "doTry").anyMatch(key -> route.findValue(key) != null)) {
            fault(file, "handles errors, which only policy/ does");
        }
    }

    private void checkForm(RouteFile file, JsonNode node, String parent) {
        node.properties().forEach(field -> {
            checkMember(file, parent, field.getKey(), field.getValue());
            checkForm(file, field.getValue(), field.getKey());
        });
        node.elements().forEachRemaining(element -> {
            if (element.isTextual() && parent.equals("steps")) {
                fault(file, "step '" + element.asText() + "' is a bare text");
            }
            if (node.isArray()) {
                checkForm(file, element, parent);
            }
        });
    }

    private void checkMember(RouteFile file, String parent, String key, JsonNode value) {
        if (STEPS_BY_PAYLOAD.contains(key)) {
            fault(file, "uses " + key);
        }
        if (key.equals("uri") && value.asText().contains("?")) {
            fault(file, "uri with a query string: " + value.asText());
        }
        if (Set.of("to", "from").contains(key) && !value.path("uri").isTextual()) {
            fault(file, key + " without uri");
        }
        if (LANGUAGES.contains(key)
                && !parent.equals("expression")
                && !PREDICATE_MEMBERS.contains(parent)
                && isLanguage(value)) {
            fault(file, key + " of " + parent + " not under expression:");
        }
        if (LANGUAGES.contains(key)
                && (parent.equals("expression") || PREDICATE_MEMBERS.contains(parent))
                && !value.isObject()
                && !parent.isEmpty()
                && !isText(parent, key)) {
            fault(file, key + " in short form: " + value);
        }
    }

    /** {@code language: {language: jsonata}} has a text of the same name inside. */
    private static boolean isText(String parent, String key) {
        return parent.equals("language") && key.equals("language");
    }

    private static boolean isLanguage(JsonNode value) {
        return value.has("expression") || value.has("ref");
    }

    private void checkJsonPath(RouteFile file, JsonNode jsonpath) {
        String expression = jsonpath.path("expression").asText();
        if (!jsonpath.path("suppressExceptions").asBoolean()) {
            fault(file, "JSONPath does not suppress exceptions: " + expression);
        }
        if (jsonpath.path("allowSimple").asBoolean(true)) {
            fault(file, "JSONPath allows Simple: " + expression);
        }
        try {
            JsonPath.compile(expression);
        } catch (InvalidPathException e) {
            fault(file, "JSONPath does not compile, " + e.getMessage() + ": " + expression);
        }
    }

    private void checkDirect() {
        Set<String> consumed = new TreeSet<>();
        Set<String> called = new TreeSet<>();
        for (RouteFile file : files) {
            file.having("uri").forEach(node -> called.add(node.get("uri").asText()));
            file.allRoutes().forEach(route -> {
                String from = route.at("/from/uri").asText();
                consumed.add(from);
                checkDirectName(file, from);
            });
        }
        called.stream()
                .filter(uri -> uri.startsWith("direct:") && !consumed.contains(uri))
                .forEach(uri -> faults.add(uri + " is consumed by no route"));
        consumed.stream()
                .filter(uri -> uri.startsWith("direct:") && !FROM_CODE.contains(uri))
                .filter(uri -> files.stream()
                        .noneMatch(file -> file.having("to")
                                .anyMatch(step -> step.at("/to/uri").asText().equals(uri))))
                .forEach(uri -> faults.add(uri + " is called by no route"));
    }

    private void checkDirectName(RouteFile file, String from) {
        if (from.startsWith("direct:")
                && !from.replaceFirst("-\\{\\{name}}$", "").equals("direct:" + file.name())) {
            fault(file, from + " is not named as the route");
        }
    }
}
