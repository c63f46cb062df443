package dev.caravan.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Collects what is wrong, each file named as seen from the working directory. */
final class Findings {
    private static final String ROUTES = "routes/";

    private final Path directory;
    private final List<Finding> findings = new ArrayList<>();

    Findings(Path directory) {
        this.directory = directory;
    }

    List<Finding> all() {
        return findings.stream().distinct().toList();
    }

    void add(String where, String what) {
        findings.add(new Finding(where, what, false));
    }

    void addGolden(Path file, String what) {
        findings.add(new Finding(name(file), what, true));
    }

    void add(Path file, String what) {
        add(name(file), what);
    }

    /** Of routes it is not said twice that a file is wrong. */
    void addNew(Path routes, Finding fault) {
        boolean file = fault.where().startsWith(ROUTES);
        String where = file ? name(routes) + fault.where().substring(ROUTES.length() - 1) : fault.where();
        String before = where.replaceFirst(":\\d+$", "");
        if (!file || !isConcerned(before)) {
            add(where, fault.what());
        }
    }

    /** {@code line} counts from 1. */
    void add(Path file, int line, String what) {
        add(name(file) + ":" + line, what);
    }

    /** Line and column count from 1. */
    void add(Path file, int line, int column, String what) {
        add(name(file) + ":" + line + ":" + column, what);
    }

    /** Whether anything is wrong with a file, or with one below a folder. */
    boolean concern(Path path) {
        return isConcerned(name(path));
    }

    private boolean isConcerned(String name) {
        return findings.stream()
                .map(Finding::where)
                .anyMatch(where -> where.equals(name) || where.startsWith(name + ":") || where.startsWith(name + "/"));
    }

    String name(Path file) {
        return file.startsWith(directory) ? directory.relativize(file).toString() : file.toString();
    }

    /** The files below a folder with this ending, sorted; none, and a finding, where there is no such folder. */
    List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            add(folder, "is no folder that can be read");
            return List.of();
        }
    }

    /** A file's text; empty, and a finding, when it cannot be read. */
    String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            add(file, "cannot be read as UTF-8 text");
            return "";
        }
    }
}
