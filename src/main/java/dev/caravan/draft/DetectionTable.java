package dev.caravan.draft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The text of {@code 20-detect}, which is the user's: a row is added to it line by line, and nothing else is touched. */
record DetectionTable(String text) {
    /** A table with one row more, and the line at which it begins, from 1. */
    record Extended(String text, int line) {}

    /**
     * Adds a row before those at the end that take what all others leave, which is what {@code !(…)} in a predicate says.
     *
     * @param row in lines that are not indented
     */
    Extended with(String row) throws DraftException {
        String separator = text.contains("\r\n") ? "\r\n" : "\n";
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\r?\n", -1)));
        List<Integer> rows = rows();
        if (rows.isEmpty()) {
            throw new DraftException("20-detect.camel.yaml has no choice with predicates, one below the other.");
        }
        int at = place(lines, rows);
        String indent = " ".repeat(indent(lines.get(rows.get(0))));
        lines.addAll(at, row.lines().map(line -> indent + line).toList());
        Extended extended = new Extended(String.join(separator, lines), at + 1);
        if (new DetectionTable(extended.text()).rows().size() != rows.size() + 1) {
            throw new DraftException("20-detect.camel.yaml is written in a way that takes no row: write it by hand.");
        }
        return extended;
    }

    private static int place(List<String> lines, List<Integer> rows) {
        int end = end(lines, rows);
        for (int row = rows.size() - 1; row >= 0; row--) {
            int from = rows.get(row);
            if (lines.subList(from, end).stream().noneMatch(line -> line.contains("!("))) {
                return end;
            }
            end = from - comments(lines, from);
        }
        return end;
    }

    /** The line after the last row. */
    private static int end(List<String> lines, List<Integer> rows) {
        int last = rows.get(rows.size() - 1);
        int indent = indent(lines.get(last));
        int end = last + 1;
        for (int at = end; at < lines.size() && (lines.get(at).isBlank() || indent(lines.get(at)) > indent); at++) {
            end = lines.get(at).isBlank() ? end : at + 1;
        }
        return end;
    }

    /** How many lines of comment stand above a row; they are the row's. */
    private static int comments(List<String> lines, int row) {
        int at = row;
        while (at > 0 && lines.get(at - 1).strip().startsWith("#")) {
            at--;
        }
        return row - at;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** The lines, from 0, at which the rows begin. */
    private List<Integer> rows() {
        try {
            return new Compose(LoadSettings.builder().build())
                    .composeString(text)
                    .flatMap(DetectionTable::when)
                    .map(when -> when.getValue().stream()
                            .map(row -> row.getStartMark().orElseThrow().getLine())
                            .distinct()
                            .toList())
                    .orElse(List.of());
        } catch (YamlEngineException e) {
            return List.of();
        }
    }

    private static Optional<SequenceNode> when(Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(DetectionTable::when)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .flatMap(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                                && key.getValue().equals("when")
                                && tuple.getValueNode() instanceof SequenceNode rows
                        ? Stream.of(rows)
                        : when(tuple.getValueNode()).stream())
                .findFirst();
    }
}
