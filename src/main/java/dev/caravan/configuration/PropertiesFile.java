package dev.caravan.configuration;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads a properties file (UTF-8) and remembers the line of each key, which {@link Properties} does not. */
final class PropertiesFile {
    private final Path path;
    private final Problems problems;
    private final Map<String, Property> properties = new LinkedHashMap<>();

    private PropertiesFile(Path path, Problems problems) {
        this.path = path;
        this.problems = problems;
    }

    /** The properties by key; none when there is no such file. */
    static Map<String, Property> read(Path path, Problems problems) {
        PropertiesFile file = new PropertiesFile(path, problems);
        if (Files.exists(
                path, LinkOption.NOFOLLOW_LINKS)) { // a link to nothing is a mount that failed, not a first start
            file.read();
        }
        return file.properties;
    }

    /** Those of a text that is shipped under this name. */
    static Map<String, Property> read(String name, String text, Problems problems) {
        PropertiesFile file = new PropertiesFile(Path.of(name), problems);
        file.read(text.lines().toList());
        return file.properties;
    }

    private void read(List<String> lines) {
        int next = 0;
        while (next < lines.size()) {
            next = logicalLine(lines, next);
        }
    }

    private void read() {
        try {
            read(Files.readString(path).replaceFirst("^\uFEFF", "").lines().toList());
        } catch (CharacterCodingException e) {
            problems.add(name(), "the file", "is not UTF-8 text", "save it as UTF-8");
        } catch (IOException e) {
            problems.add(name(), "the file", "cannot be read", "make it readable for the user Caravan runs as");
        }
    }

    /** Hands one line with its continuations to {@link Properties}, so that escapes mean what they always mean. */
    private int logicalLine(List<String> lines, int first) {
        StringBuilder text = new StringBuilder(lines.get(first));
        int next = first + 1;
        boolean comment = lines.get(first).stripLeading().matches("[#!].*");
        while (!comment && continues(text) && next < lines.size()) {
            text.append('\n').append(lines.get(next++));
        }
        add(text.toString(), first + 1);
        return next;
    }

    private static boolean continues(CharSequence text) {
        int backslashes = 0;
        for (int i = text.length() - 1; i >= 0 && text.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private void add(String text, int line) {
        Properties parsed = new Properties();
        try {
            parsed.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(name() + ":" + line, "the line", "has a broken \\u escape", "write \\u and four hex digits");
        }
        for (String key : parsed.stringPropertyNames()) {
            Property property = new Property(key, parsed.getProperty(key).strip(), name() + ":" + line, true);
            Property before = properties.put(key, property);
            if (before != null) {
                problems.add(property, "is already set at " + before.where(), "remove one of the two");
            }
        }
    }

    private String name() {
        return path.getFileName().toString();
    }
}
