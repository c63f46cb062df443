package dev.caravan.explain;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Looks at the routes as text, where every value has its line: YAML, JSONPath, route ids, and whether somebody listens on each
 * {@code direct:}.
 */
final class RouteFiles {
    private static final String DIRECT = "direct:";

    private final Findings findings;
    private final Set<String> consumed = new HashSet<>();
    private final List<Call> calls = new ArrayList<>();
    private final Map<String, Path> ids = new HashMap<>();

    private record Call(Path file, ScalarNode node) {}

    RouteFiles(Findings findings) {
        this.findings = findings;
    }

    void read(Path file) {
        try {
            LoadSettings settings = LoadSettings.builder().build();
            new Compose(settings)
                    .composeString(findings.read(file))
                    .ifPresentOrElse(root -> visit(file, "", root), () -> findings.add(file, "is empty"));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(1);
            findings.add(file, line, column, "is not valid YAML, " + e.getProblem());
        } catch (YamlEngineException e) {
            findings.add(file, "is not valid YAML");
        } catch (StackOverflowError e) {
            findings.add(file, "is nested too deep");
        }
    }

    /** Once all files are read: what is called though nobody listens. */
    void checkCalls() {
        calls.stream()
                .filter(call -> !consumed.contains(call.node().getValue()))
                .forEach(call -> add(
                        call.file(), call.node(), call.node().getValue() + " is called, but no route starts from it"));
    }

    private void visit(Path file, String owner, Node node) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> visit(file, owner, item));
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> visit(file, owner, tuple));
        }
    }

    private void visit(Path file, String owner, NodeTuple tuple) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (tuple.getValueNode() instanceof ScalarNode value) {
            scalar(file, owner, key, value);
        } else {
            visit(file, key, tuple.getValueNode());
        }
    }

    private void scalar(Path file, String owner, String key, ScalarNode value) {
        if (value.getValue().startsWith(DIRECT)) {
            direct(file, owner.equals("from") || key.equals("from"), value);
        } else if (owner.equals("jsonpath") && key.equals("expression")) {
            jsonPath(file, value);
        } else if (owner.equals("route") && key.equals("id")) {
            id(file, value);
        }
    }

    private void direct(Path file, boolean consumer, ScalarNode uri) {
        if (consumer) {
            consumed.add(uri.getValue());
        } else {
            calls.add(new Call(file, uri));
        }
    }

    private void jsonPath(Path file, ScalarNode expression) {
        try {
            JsonPath.compile(expression.getValue());
        } catch (InvalidPathException e) {
            add(file, expression, "the JSONPath is not valid, " + Reason.of(e));
        }
    }

    private void id(Path file, ScalarNode id) {
        Path before = ids.putIfAbsent(id.getValue(), file);
        if (before != null) {
            add(file, id, "the route id " + id.getValue() + " is taken already, by " + findings.name(before));
        }
    }

    private void add(Path file, Node node, String what) {
        Mark mark = node.getStartMark().orElseThrow();
        findings.add(file, mark.getLine() + 1, mark.getColumn() + 1, what);
    }
}
