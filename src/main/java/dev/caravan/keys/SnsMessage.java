package dev.caravan.keys;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Amazon SNS posts: the members of the JSON object that are texts. */
record SnsMessage(Map<String, String> members) {
    static final String CONFIRMATION = "SubscriptionConfirmation";

    private static final List<String> OF_NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> OF_CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
    private static final Set<String> OPTIONAL = Set.of("Subject");

    /** Anything that is no object has no members. */
    static SnsMessage of(@Nullable Object json) {
        Map<String, String> members = new LinkedHashMap<>();
        if (json instanceof Map<?, ?> object) {
            object.forEach((name, value) -> {
                if (value instanceof String text) {
                    members.put(String.valueOf(name), text);
                }
            });
        }
        return new SnsMessage(Map.copyOf(members));
    }

    /** Empty where the member is missing. */
    String text(String name) {
        return members.getOrDefault(name, "");
    }

    Optional<URI> address(String name) {
        try {
            return Optional.of(new URI(text(name)));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    Optional<Instant> time() {
        try {
            return Optional.of(Instant.parse(text("Timestamp")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The text that the signature is over; empty for what is no message. */
    Optional<String> signed() {
        List<String> names = switch (text("Type")) {
            case "Notification" -> OF_NOTIFICATION;
            case CONFIRMATION, "UnsubscribeConfirmation" -> OF_CONFIRMATION;
            default -> List.of("Type");
        };
        boolean whole = names.stream().filter(name -> !OPTIONAL.contains(name)).allMatch(members::containsKey);
        return whole && names.size() > 1 ? Optional.of(signed(names)) : Optional.empty();
    }

    private String signed(List<String> names) {
        return names.stream()
                .filter(members::containsKey)
                .map(name -> name + "\n" + Objects.requireNonNull(members.get(name)) + "\n")
                .collect(Collectors.joining());
    }

    /** It may hold a token. */
    @Override
    public String toString() {
        return "SnsMessage[" + text("MessageId") + "]";
    }
}
