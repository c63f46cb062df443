package dev.caravan.draft;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text with {@code <places>} to fill; a line whose only place stays empty falls away. */
record Template(String text) {
    private static final Pattern PLACE = Pattern.compile("<([a-z]+)>");

    static Template read(String name) {
        try (InputStream in = Objects.requireNonNull(Template.class.getResourceAsStream(name), name)) {
            return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String fill(Map<String, String> places) {
        return text.lines()
                .filter(line -> !PLACE.matcher(line.strip()).matches()
                        || !fillLine(line.strip(), places).isEmpty())
                .map(line -> fillLine(line, places))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String fillLine(String line, Map<String, String> places) {
        return PLACE.matcher(line)
                .replaceAll(place ->
                        Matcher.quoteReplacement(Objects.requireNonNull(places.get(place.group(1)), place.group())));
    }
}
