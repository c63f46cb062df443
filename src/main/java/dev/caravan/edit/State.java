package dev.caravan.edit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is in force, and what became of the latest edit.
 *
 * @param version what is in force; empty before the first was kept
 * @param since when it came in force, or the process started with it
 * @param warnings what was to be said of it when it was taken in
 * @param tried when an edit was looked at last
 * @param problems why the files as they are now are not in force
 */
record State(String version, Instant since, List<String> warnings, Instant tried, List<String> problems) {
    /** With what the process started. */
    static State begun(String version, Verdict verdict, Instant now) {
        return new State(version, now, verdict.warningsOfGood(), now, verdict.problems());
    }

    State inForce(String next, List<String> told, Instant now) {
        return new State(next, now, told, now, List.of());
    }

    State refused(List<String> why, Instant now) {
        return new State(version, since, warnings, now, List.copyOf(why));
    }

    /** The files are again what is in force. */
    State takenBack(Instant now) {
        return new State(version, since, warnings, now, List.of());
    }

    Map<String, Object> json() {
        Map<String, Object> edit = new LinkedHashMap<>();
        edit.put("time", tried.toString());
        edit.put("status", problems.isEmpty() ? "in-force" : "refused");
        edit.put("problems", problems);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("version", version);
        body.put("since", since.toString());
        body.put("warnings", warnings);
        body.put("edit", edit);
        return body;
    }
}
