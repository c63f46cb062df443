package dev.caravan.configuration;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** Resolves {@code {{…}}} by Camel's own component, so that a placeholder means here what it means in a route. */
final class Placeholders {
    private static final Pattern NAMED = Pattern.compile("with key \\[([^\\]]*)]");

    private final Map<String, Property> properties;
    private final Surroundings surroundings;
    private @Nullable PropertiesComponent component;

    Placeholders(Map<String, Property> properties, Surroundings surroundings) {
        this.properties = properties;
        this.surroundings = surroundings;
    }

    /** Made for the first placeholder, as it needs a context: commands that meet none start faster. */
    private PropertiesComponent component() {
        if (component == null) {
            component = create();
        }
        return component;
    }

    /** What is looked into is {@link Layers} alone: Camel's own look at environment and system is switched off. */
    private PropertiesComponent create() {
        PropertiesComponent made = new PropertiesComponent();
        made.setCamelContext(new DefaultCamelContext(false));
        made.setAutoDiscoverPropertiesSources(false);
        made.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
        made.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
        made.addPropertiesFunction(new Lookup("env", surroundings.environment()));
        made.addPropertiesFunction(new Lookup("sys", surroundings.system()));
        made.addPropertiesSource(new Layers(properties, surroundings));
        made.init();
        return made;
    }

    /** The text with its placeholders replaced; empty, and a problem, when that cannot be done. */
    Optional<String> resolve(Property property, Problems problems) {
        if (!property.value().contains("{{")) {
            return Optional.of(property.value());
        }
        try {
            return Optional.of(String.valueOf(component().parseUri(property.value())));
        } catch (IllegalArgumentException e) {
            problems.add(
                    property, what(String.valueOf(e.getMessage())), "give it a value, or a default as in {{key:}}");
            return Optional.empty();
        }
    }

    /** Camel's own text repeats the whole value, which may hold a secret: only the name is taken from it. */
    private static String what(String message) {
        Matcher named = NAMED.matcher(message);
        if (message.startsWith("Missing") || !named.find()) {
            return "has a placeholder without its {{ or }}";
        }
        String name = named.group(1);
        return message.startsWith("Circular")
                ? "refers to itself through {{" + name + "}}"
                : "needs {{" + name + "}}, which is not set";
    }

    /** What {@code {{env:NAME:default}}} and {@code {{sys:name:default}}} look into. */
    private record Lookup(String name, Map<String, String> values) implements PropertiesFunction {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public @Nullable String apply(String remainder) {
            String key = remainder.contains(":") ? StringHelper.before(remainder, ":") : remainder;
            String value = values.get(key);
            return value != null || key.equals(remainder) ? value : StringHelper.after(remainder, ":");
        }
    }

    /** What {@code {{key}}} looks into: system properties, then the environment, then the file. */
    private record Layers(Map<String, Property> properties, Surroundings surroundings) implements PropertiesSource {
        @Override
        public String getName() {
            return "configuration";
        }

        @Override
        public @Nullable String getProperty(String key) {
            String system = surroundings.system().get(key);
            String value = system != null ? system : surroundings.environment().get(EnvironmentKeys.variable(key));
            Property property = properties.get(key);
            return value != null || property == null ? value : property.value();
        }
    }
}
