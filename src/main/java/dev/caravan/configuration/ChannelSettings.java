package dev.caravan.configuration;

import java.util.stream.Stream;

/** The endpoints behind the routes' words publish, subscribe and dead; placeholders are left for the routes. */
public record ChannelSettings(String publish, String subscribe, String dead) {
    private static final String KAFKA = "kafka:";

    /** Whether they lead to Kafka; half of them is a mistake. */
    boolean isKafka() {
        return all().anyMatch(ChannelSettings::isKafka);
    }

    boolean isMixed() {
        return isKafka() && !all().allMatch(ChannelSettings::isKafka);
    }

    static boolean isKafka(String channel) {
        return channel.startsWith(KAFKA);
    }

    /** What the routes are given: where the journal is in Kafka, its options are the journal's, and none of them stands in an endpoint. */
    ChannelSettings forRoutes() {
        return isKafka()
                ? new ChannelSettings(Keys.PUBLISH.fallback(), Keys.SUBSCRIBE.fallback(), Keys.DEAD.fallback())
                : this;
    }

    private Stream<String> all() {
        return Stream.of(publish, subscribe, dead);
    }
}
