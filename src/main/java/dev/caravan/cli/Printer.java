package dev.caravan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.log.Visible;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Prints answers; what strangers wrote cannot move the terminal's cursor. */
final class Printer {
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    void line(String text) {
        out.println(Visible.text(text));
    }

    void json(JsonNode node) {
        node.toPrettyString().lines().forEach(this::line);
    }

    /** Columns under their titles; an absent value is a hyphen. */
    void table(List<String> titles, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(titles);
        rows.forEach(row -> all.add(row.stream().map(Printer::shown).toList()));
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(row.get(column));
                if (column < row.size() - 1) {
                    line.append(" ".repeat(width(all, column) - row.get(column).length() + 2));
                }
            }
            out.println(line);
        }
    }

    private static String shown(String value) {
        return value.isEmpty() ? "-" : Visible.text(value);
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
