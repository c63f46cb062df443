package dev.caravan.configuration;

import dev.caravan.alert.ObjectPattern;
import dev.caravan.alert.Severity;
import java.util.List;

/** The properties of an alert. */
final class AlertKeys {
    static final Key<List<String>> PROVIDERS =
            new Key<>("alert.<name>.providers", Type.LIST, "", "The providers that are told. Default: all.");
    static final Key<List<String>> SOURCES =
            new Key<>("alert.<name>.sources", Type.LIST, "", "The sources whose events are told. Default: all.");
    static final Key<List<ObjectPattern>> OBJECTS = new Key<>(
            "alert.<name>.objects",
            Type.OBJECTS,
            "",
            "The objects that are told of; the name is all after the second slash. Default: all.");
    static final Key<Severity> SEVERITY = new Key<>(
            "alert.<name>.severity",
            Type.choice(Severity.class),
            "info",
            "`info` tells everything, `error` only errors.");
    static final Key<String> INCLUDE = new Key<>(
            "alert.<name>.include[<n>]",
            Type.TEXT,
            "",
            "Regular expressions of which one must be found in the message. Default: none, everything is told.");
    static final Key<String> EXCLUDE = new Key<>(
            "alert.<name>.exclude[<n>]",
            Type.TEXT,
            "",
            "Regular expressions of which none may be found in the message; they win over `include`.");
    static final Key<String> SUMMARY = new Key<>(
            "alert.<name>.summary", Type.TEXT, "", "Told as metadata `summary`, unless the event has one of its own.");
    static final Key<String> METADATA = new Key<>(
            "alert.<name>.metadata.<key>",
            Type.TEXT,
            "",
            "Added to the event's metadata, unless the event has that key itself.");
    static final Key<Boolean> SUSPEND = new Key<>("alert.<name>.suspend", Type.BOOLEAN, "false", "Tells nothing.");

    static final List<Key<?>> ALL =
            List.of(PROVIDERS, SOURCES, OBJECTS, SEVERITY, INCLUDE, EXCLUDE, SUMMARY, METADATA, SUSPEND);

    private AlertKeys() {}
}
