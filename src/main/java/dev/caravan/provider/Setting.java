package dev.caravan.provider;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One setting of a provider type, as the JSON Schema of its Kamelet describes it.
 *
 * <p>The schema is checked here and not by a JSON Schema library: the four keywords that a flat text value can meet
 * (type, enum, pattern, required) are these lines, while the library takes longer to load than the rest of the start.
 *
 * @param name the Kamelet's name for it, {@code botName}
 * @param type {@code string}, {@code integer}, {@code number} or {@code boolean}
 * @param password whether its value may never be shown
 */
public record Setting(
        String name,
        String type,
        String title,
        String description,
        Optional<String> fallback,
        Optional<Pattern> pattern,
        List<String> choices,
        boolean password,
        String example) {
    private static final Predicate<String> INTEGER =
            Pattern.compile("[-+]?\\d{1,18}").asMatchPredicate();
    private static final Predicate<String> NUMBER =
            Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?").asMatchPredicate();
    private static final Predicate<String> BOOLEAN =
            Pattern.compile("true|false").asMatchPredicate();

    /** The key users write, {@code bot-name}. */
    public String key() {
        return SettingNames.kebabCase(name);
    }

    /** What is wrong with a value, as a clause that never contains the value; nothing when it is right. */
    public Optional<String> check(String value) {
        if (!hasType(value)) {
            return Optional.of("is not " + (type.equals("integer") ? "an integer" : "a " + type));
        }
        if (!choices.isEmpty() && !choices.contains(value)) {
            return Optional.of("is none of " + String.join(", ", choices));
        }
        if (pattern.isPresent() && !pattern.get().matcher(value).find()) {
            return Optional.of("does not have the right form"); // the description and the example say which
        }
        return Optional.empty();
    }

    private boolean hasType(String value) {
        return switch (type) {
            case "integer" -> INTEGER.test(value);
            case "number" -> NUMBER.test(value);
            case "boolean" -> BOOLEAN.test(value);
            default -> true;
        };
    }
}
