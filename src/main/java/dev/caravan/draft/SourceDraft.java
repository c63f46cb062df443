package dev.caravan.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.draft.DetectionTable.Extended;
import dev.caravan.jsonata.Documents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A new source: its files, and the row by which it is recognised.
 *
 * @param files text by path, relative to the folder of the routes
 * @param mapping the draft of the mapping, which is one of the files
 * @param row the row of the table
 * @param table the table with that row
 * @param line where in the table the row begins, from 1
 * @param event what the mapping makes of the payload, as JSON
 */
public record SourceDraft(Map<Path, String> files, String mapping, String row, String table, int line, String event) {
    /** Where the table stands, relative to the folder of the routes. */
    public static final Path TABLE = Path.of("20-detect.camel.yaml");

    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter JSON = JsonMapper.builder()
            .build()
            .writer(new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES));

    /**
     * Drafts a source.
     *
     * @param name not taken yet
     * @param body a payload that no source recognises
     * @throws DraftException when the payload says too little, or the table takes no row
     */
    public static SourceDraft of(String name, Object body, RouteFolder routes) throws DraftException, IOException {
        Payload payload = Payload.of(body);
        MappingDraft draft = new MappingDraft(name, payload);
        String mapping = draft.text();
        String event = json(Documents.function(name, mapping).apply(body));
        Map<Path, String> files = new LinkedHashMap<>();
        Path folder = Path.of("sources", name);
        files.put(folder.resolve(name + ".camel.yaml"), route(name));
        files.put(folder.resolve("event.jsonata"), mapping);
        files.put(folder.resolve("samples").resolve(draft.sample() + ".json"), json(body));
        files.put(folder.resolve("samples").resolve(draft.sample() + ".event.json"), event);
        String row = row(name, new PredicateDraft(payload, routes.samples()).text());
        Extended table = new DetectionTable(routes.table()).with(row);
        return new SourceDraft(files, mapping, row, table.text(), table.line(), event);
    }

    private static String route(String name) {
        return Template.read("source.camel.yaml").fill(Map.of("name", name, "title", title(name)));
    }

    private static String row(String name, String predicate) {
        // a text of JSON is one of YAML, too
        String quoted = TextNode.valueOf(predicate).toString();
        return Template.read("when.yaml").fill(Map.of("name", name, "predicate", quoted));
    }

    /** {@code acme-ci} as {@code Acme ci}. */
    static String title(String name) {
        return Words.capital(name.replace('-', ' '));
    }

    private static String json(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON can be written as JSON", e);
        }
    }
}
