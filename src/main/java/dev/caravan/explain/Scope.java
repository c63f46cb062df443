package dev.caravan.explain;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which routes have to be read and which samples to be tried, and in which messages: what did not change, with what did not change, is as good as it was. To try all
 * takes a cold process some seconds, for which whoever edits would have to wait.
 */
public final class Scope {
    private static final Pattern FILE = Pattern.compile("routes/(sources|providers)/([^/]+)/(.+)");
    /** Of a source, what only its own samples can tell from what it was. */
    private static final Pattern OWN = Pattern.compile(".+\\.jsonata|samples/.+");

    private final Set<String> sources = new HashSet<>();
    private final Set<String> types = new HashSet<>();
    private boolean everySource;
    private boolean everyType;
    private boolean routes;

    private Scope() {}

    /** All there is. */
    public static Scope everything() {
        Scope scope = new Scope();
        scope.everySource = true;
        scope.everyType = true;
        scope.routes = true;
        return scope;
    }

    /**
     * What these files can change; routes may have changed where none is known.
     *
     * @param files by names such as {@code routes/sources/acr/event.jsonata}
     */
    public static Scope of(Collection<String> files) {
        Scope scope = new Scope();
        scope.routes = files.isEmpty() || files.stream().anyMatch(file -> file.endsWith(".yaml"));
        files.forEach(scope::add);
        return scope;
    }

    private void add(String file) {
        Matcher parts = FILE.matcher(file);
        if (!parts.matches()) {
            everySource |= DryContext.loads(file);
        } else if (parts.group(1).equals("providers")) {
            types.add(parts.group(2));
        } else if (OWN.matcher(parts.group(3)).matches()) {
            sources.add(parts.group(2));
        } else {
            everySource = true; // its route may take what was another's
        }
    }

    /** Whether routes and Kamelets have to be read. */
    boolean hasRoutes() {
        return routes;
    }

    /** Whether any sample has to be tried. */
    boolean hasSamples() {
        return everySource || !sources.isEmpty() || hasTypes();
    }

    /** Whether the samples of a source have to be tried; a message is shown all of them. */
    boolean source(String name) {
        return isChanged(name) || hasTypes();
    }

    private boolean hasTypes() {
        return everyType || !types.isEmpty();
    }

    /** Whether a type's messages have to be shown the events of a source. */
    boolean message(String type, String source) {
        return everyType || types.contains(type) || isChanged(source);
    }

    private boolean isChanged(String source) {
        return everySource || sources.contains(source);
    }
}
