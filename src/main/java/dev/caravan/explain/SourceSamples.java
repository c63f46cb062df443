package dev.caravan.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.door.ProblemException;
import dev.caravan.explain.Explanation.Detection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Holds {@code sources/<source>/samples/<name>.json} against {@code <name>.event.json}, which is what the mapping gives; null for
 * nothing.
 */
final class SourceSamples {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String GOLDEN = ".event.json";

    private final Recognition recognition;
    private final Scope scope;
    private final Findings findings;
    private final List<SampleEvent> events = new ArrayList<>();

    SourceSamples(Recognition recognition, Scope scope, Findings findings) {
        this.recognition = recognition;
        this.scope = scope;
        this.findings = findings;
    }

    /** All events that the samples became. */
    List<SampleEvent> check(Path sources) throws JsonProcessingException {
        for (Path sample : findings.files(sources, ".json")) {
            Path folder = sample.getParent();
            if (folder != null
                    && folder.endsWith("samples")
                    && !sample.toString().endsWith(GOLDEN)) {
                checkWanted(sample, sources.relativize(sample).getName(0).toString());
            }
        }
        return events;
    }

    private void checkWanted(Path sample, String source) throws JsonProcessingException {
        if (scope.source(source)) {
            check(sample, source);
        }
    }

    private void check(Path sample, String source) throws JsonProcessingException {
        try {
            Recognised recognised = recognition.of(findings.read(sample), Map.of(), null);
            String found = recognised.detection().stream()
                    .filter(Detection::matched)
                    .map(Detection::format)
                    .findFirst()
                    .orElse("nothing known"); // and not its source, which for a wrapper is that of its content
            if (recognised.status().equals("failed")) {
                findings.add(sample, recognised.why());
            } else if (!found.equals(source)) {
                findings.add(sample, "is recognised as " + found + ", but it is a sample of " + source);
            } else {
                remember(sample, source, recognised.events());
                compare(sample, JSON.valueToTree(recognised.mapped()));
            }
        } catch (ProblemException e) {
            findings.add(sample, e.problem().detail());
        }
    }

    private void remember(Path sample, String source, List<Map<String, Object>> found) {
        for (int at = 0; at < found.size(); at++) {
            String name = findings.name(sample) + (at == 0 ? "" : " event " + (at + 1));
            events.add(new SampleEvent(source, name, found.get(at)));
        }
    }

    private void compare(Path sample, JsonNode event) throws JsonProcessingException {
        Path golden = sample.resolveSibling(sample.getFileName().toString().replaceAll("\\.json$", GOLDEN));
        if (!Files.exists(golden)) {
            findings.addGolden(
                    sample, "has no " + golden.getFileName() + " beside it; write the event it should become, or null");
            return;
        }
        try {
            JsonNode expected = JSON.readTree(findings.read(golden));
            // both read from text, so that a number is the same number
            String place = Difference.between(expected, JSON.readTree(JSON.writeValueAsString(event)));
            if (!place.isEmpty()) {
                findings.addGolden(golden, "is not the event that the mapping gives; they differ at " + place);
            }
        } catch (JsonProcessingException e) {
            findings.add(golden, e.getLocation().getLineNr(), "is not valid JSON");
        }
    }
}
