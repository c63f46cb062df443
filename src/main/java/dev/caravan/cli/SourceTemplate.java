package dev.caravan.cli;

import dev.caravan.door.Content;
import dev.caravan.door.DoorJson;
import dev.caravan.draft.DraftException;
import dev.caravan.draft.RouteFolder;
import dev.caravan.draft.SourceDraft;
import dev.caravan.explain.Explanation;
import dev.caravan.explain.Explanation.Detection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code explain --source-template} does: the first draft of a source, from a payload that none recognises. */
final class SourceTemplate {
    private static final String NEXT = """

            Next, by hand:
              - take out of the sample and its event what is secret;
              - read event.jsonata line by line, and add samples of the other kinds of payloads there are;
              - ./caravan check compares each sample with its event, ./caravan explain tells who would hear of it;
              - for others to have it too: docs/sources/%s.md, its row in docs/sources.md and a line in CHANGELOG.md.
            """;

    @Option(
            names = "--source-template",
            paramLabel = "NAME",
            description =
                    "Writes the folder of a new source of this name, and its row of 20-detect, for a payload that no"
                            + " source recognises.")
    private @Nullable String name;

    @Option(
            names = "--dry-run",
            description = "With --source-template: shows what would be written, and writes nothing.")
    private boolean dryRun;

    boolean wanted() {
        return name != null;
    }

    /** Refuses a name that is taken, and to write where the next installation would write over it. */
    void claim(Path directory, @Nullable Path named, Path routes) throws IOException {
        if (!wanted()) {
            return;
        }
        Path here = directory.resolve("routes");
        boolean ours = named != null || (Files.isDirectory(here) && Files.isSameFile(here, routes));
        if (!ours && !dryRun) {
            throw new UserException(
                    ExitCode.USAGE,
                    "There is no routes/ here, and those of the installation are not written to. Copy them first: cp -R "
                            + routes + " routes");
        }
        try {
            new RouteFolder(routes).claim(String.valueOf(name));
        } catch (DraftException e) {
            throw new UserException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** Drafts from a payload that the door has read. */
    int write(byte[] payload, Explanation explanation, Path routes, PrintWriter out) throws IOException {
        explanation.detection().stream().filter(Detection::matched).findFirst().ifPresent(format -> {
            throw new UserException(ExitCode.MISMATCH, known(format.format(), explanation.status()));
        });
        Object body = DoorJson.mapper(payload.length).readValue(Content.text(payload), Object.class);
        try {
            RouteFolder folder = new RouteFolder(routes);
            SourceDraft draft = SourceDraft.of(String.valueOf(name), body, folder);
            if (dryRun) {
                show(draft, out);
            } else {
                folder.add(draft);
                tell(draft, routes, out);
            }
            out.flush();
            return ExitCode.OK;
        } catch (DraftException e) {
            throw new UserException(ExitCode.MISMATCH, String.valueOf(e.getMessage()));
        }
    }

    private static String known(String format, String status) {
        String remedy = status.equals("parked")
                ? "but what it carries is not: give that alone."
                : "in routes/sources/" + format + ".";
        return "The payload is recognised already, by " + format + ", " + remedy;
    }

    private void tell(SourceDraft draft, Path routes, PrintWriter out) {
        draft.files().keySet().forEach(file -> out.println(routes.resolve(file)));
        out.println(routes.resolve(SourceDraft.TABLE) + ":" + draft.line());
        out.println();
        out.print(draft.row());
        out.print(NEXT.formatted(name));
    }

    private static void show(SourceDraft draft, PrintWriter out) {
        draft.files().forEach((file, text) -> out.print("--- " + file + "\n" + text));
        out.print("--- " + SourceDraft.TABLE + ", line " + draft.line() + "\n" + draft.row());
    }
}
