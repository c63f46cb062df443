package dev.caravan.configuration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in a manifest that knows where it stands.
 *
 * @param file relative to the working directory
 * @param document which one of the file's it is, {@code document 2, Secret apps/hook}
 * @param path from the document's root, {@code spec.eventSources[0].kind}; empty for the root
 */
record Field(String file, String document, String path, Node node) {
    /** The member of this name; one that is null counts as absent. */
    Optional<Field> field(String name) {
        return Optional.ofNullable(fields().get(name));
    }

    /** The member at a path of names. */
    Optional<Field> at(String... names) {
        Optional<Field> field = Optional.of(this);
        for (String name : names) {
            field = field.flatMap(parent -> parent.field(name));
        }
        return field;
    }

    /** The members of a map, in their order; none of anything else. */
    Map<String, Field> fields() {
        Map<String, Field> fields = new LinkedHashMap<>();
        if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                boolean named = entry.getKeyNode() instanceof ScalarNode && !isNull(entry.getValueNode());
                if (named) {
                    String name = ((ScalarNode) entry.getKeyNode()).getValue();
                    fields.put(name, child(path.isEmpty() ? name : path + "." + name, entry.getValueNode()));
                }
            }
        }
        return fields;
    }

    /** The keys of a map that stand there once more: nobody can say which value is meant. */
    List<Field> repeated() {
        Set<String> names = new HashSet<>();
        List<Field> repeated = new ArrayList<>();
        if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key && !names.add(key.getValue())) {
                    repeated.add(child(path.isEmpty() ? key.getValue() : path + "." + key.getValue(), key));
                }
            }
        }
        return repeated;
    }

    /** The entries of a list; none of anything else. */
    List<Field> items() {
        List<Field> items = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                items.add(child(path + "[" + items.size() + "]", item));
            }
        }
        return items;
    }

    /** A scalar as it is written, whatever YAML takes it for. */
    Optional<String> text() {
        return node instanceof ScalarNode scalar && !isNull(node) ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    Field inDocument(String other) {
        return new Field(file, other, path, node);
    }

    String line() {
        return file
                + node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
    }

    /** File, line, document and field, for a property that came from here. */
    String where() {
        return line() + " (" + document + (path.isEmpty() ? "" : ", " + path) + ")";
    }

    /** A value from here is told with its field; it is text, whatever braces it holds. */
    Property property(String key, String value, boolean quotable) {
        return new Property(key, value, where(), quotable, true, Optional.empty());
    }

    void problem(Problems problems, String what, String remedy) {
        problems.add(line() + " (" + document + ")", path.isEmpty() ? "the document" : path, what, remedy);
    }

    private Field child(String childPath, Node child) {
        return new Field(file, document, childPath, child);
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }
}
