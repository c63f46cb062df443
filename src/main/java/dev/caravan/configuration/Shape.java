package dev.caravan.configuration;

import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What a field of a manifest holds, as Flux's resource definitions describe it.
 *
 * @param kind of the value
 * @param fields of an object, or of each object of a list
 * @param required the fields it cannot do without
 */
record Shape(Kind kind, Map<String, Shape> fields, Set<String> required) {
    static final Shape ANY = new Shape(Kind.ANY, Map.of(), Set.of());
    static final Shape TEXT = new Shape(Kind.TEXT, Map.of(), Set.of());
    static final Shape TEXTS = new Shape(Kind.TEXTS, Map.of(), Set.of());
    static final Shape LABELS = new Shape(Kind.LABELS, Map.of(), Set.of());
    static final Shape REFERENCE = object(Map.of("name", TEXT), "name");

    /** The words that a message has for it. */
    enum Kind {
        ANY("anything"),
        TEXT("a text"),
        TEXTS("a list of texts"),
        LABELS("a map of texts"),
        OBJECT("a map of fields"),
        OBJECTS("a list of maps");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    static Shape object(Map<String, Shape> fields, String... required) {
        return new Shape(Kind.OBJECT, fields, Set.of(required));
    }

    static Shape objects(Map<String, Shape> fields, String... required) {
        return new Shape(Kind.OBJECTS, fields, Set.of(required));
    }

    /** Tells every unknown or missing field, and every value of the wrong kind. */
    void check(Field field, Problems problems) {
        if (!fits(field)) {
            field.problem(problems, "is not " + kind.words, "correct it");
            return;
        }
        field.repeated().forEach(key -> key.problem(problems, "is there twice", "remove one of the two"));
        switch (kind) {
            case TEXTS -> field.items().forEach(item -> TEXT.check(item, problems));
            case LABELS -> field.fields().values().forEach(value -> TEXT.check(value, problems));
            case OBJECT -> checkFields(field, problems);
            case OBJECTS ->
                field.items().forEach(item -> object(fields, required).check(item, problems));
            default -> {}
        }
    }

    private static Shape object(Map<String, Shape> fields, Set<String> required) {
        return new Shape(Kind.OBJECT, fields, required);
    }

    private boolean fits(Field field) {
        return switch (kind) {
            case ANY -> true;
            case TEXT -> field.node() instanceof ScalarNode;
            case TEXTS, OBJECTS -> field.node() instanceof SequenceNode;
            case LABELS, OBJECT -> field.node() instanceof MappingNode;
        };
    }

    private void checkFields(Field field, Problems problems) {
        Map<String, Field> given = field.fields();
        given.forEach((name, value) -> {
            Shape shape = fields.get(name);
            if (shape == null) {
                value.problem(problems, "is no field there is", Suggestion.remedy(name, fields.keySet()));
            } else {
                shape.check(value, problems);
            }
        });
        required.stream()
                .filter(name -> !given.containsKey(name) || isBlank(given.get(name)))
                .sorted()
                .forEach(name -> field.problem(problems, "has no " + name, "it is required: add it"));
    }

    private static boolean isBlank(Field field) {
        return field.text().filter(String::isBlank).isPresent();
    }
}
