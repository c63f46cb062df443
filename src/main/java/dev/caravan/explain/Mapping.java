package dev.caravan.explain;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import dev.caravan.jsonata.Documents;
import dev.caravan.jsonata.EndlessException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A JSONata document that compiles. */
record Mapping(Path file, String text, Jsonata document) {
    /** Empty, and a finding, when it does not compile. */
    static Optional<Mapping> compile(Path file, Findings findings) {
        String text = findings.read(file);
        try {
            return Optional.of(new Mapping(file, text, Documents.compile(text)));
        } catch (JException e) {
            add(file, text, e, "is not valid JSONata, " + Reason.of(e), findings);
            return Optional.empty();
        } catch (EndlessException e) {
            findings.add(file, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Renders an event; a finding when it cannot. {@code sample} names where the event is from. */
    void render(Map<String, Object> event, Map<String, Object> variables, String sample, Findings findings) {
        try {
            if (Documents.evaluate(document, event, variables) == null) {
                findings.add(file, "renders nothing for " + sample);
            }
        } catch (JException e) {
            add(file, text, e, "fails for " + sample + ", error " + e.getError(), findings);
        } catch (EndlessException e) {
            findings.add(file, e.getMessage() + ", for " + sample);
        } catch (RuntimeException e) {
            findings.add(file, "fails for " + sample);
        }
    }

    private static void add(Path file, String text, JException failure, String what, Findings findings) {
        int end = Math.min(failure.getLocation(), text.length());
        if (end < 0) {
            findings.add(file, what);
            return;
        }
        long lines = text.substring(0, end).chars().filter(next -> next == '\n').count();
        findings.add(file, 1 + (int) lines, what);
    }
}
