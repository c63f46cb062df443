package dev.caravan.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.door.ProblemException;
import dev.caravan.explain.Explanation.Detection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
    private final Findings findings;
    private final Map<String, Map<String, Object>> events = new LinkedHashMap<>();

    SourceSamples(Recognition recognition, Findings findings) {
        this.recognition = recognition;
        this.findings = findings;
    }

    /** All events that the samples became, by the sample's name. */
    Map<String, Map<String, Object>> check(Path sources) throws JsonProcessingException {
        for (Path sample : findings.files(sources, ".json")) {
            Path folder = sample.getParent();
            if (folder != null
                    && folder.endsWith("samples")
                    && !sample.toString().endsWith(GOLDEN)) {
                check(sample, sources.relativize(sample).getName(0).toString());
            }
        }
        return events;
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
                remember(sample, recognised.events());
                compare(sample, JSON.valueToTree(recognised.mapped()));
            }
        } catch (ProblemException e) {
            findings.add(sample, e.problem().detail());
        }
    }

    private void remember(Path sample, List<Map<String, Object>> found) {
        for (int at = 0; at < found.size(); at++) {
            events.put(findings.name(sample) + (at == 0 ? "" : " event " + (at + 1)), found.get(at));
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
