package dev.caravan.configuration;

import dev.caravan.kafka.Channel;
import dev.caravan.kafka.ChannelException;
import dev.caravan.kafka.KafkaSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the channels that lead to Kafka, and how one proves there who one is. */
record KafkaReader(Settings settings, ChannelSettings channels, JournalSettings journal, Path secrets) {
    KafkaSettings read() {
        if (channels.isMixed()) {
            Stream.of(Keys.PUBLISH, Keys.SUBSCRIBE, Keys.DEAD).forEach(this::checkMixed);
        }
        Channel publish = channel(Keys.PUBLISH, channels.publish());
        Channel subscribe = channel(Keys.SUBSCRIBE, channels.subscribe());
        Channel dead = channel(Keys.DEAD, channels.dead());
        checkTopics(publish, subscribe, dead);
        KafkaSettings.Topics topics = new KafkaSettings.Topics(
                publish.topic(),
                dead.topic(),
                settings.get(Keys.KAFKA_DELIVERIES),
                settings.get(Keys.KAFKA_PARTITIONS),
                settings.find(Keys.KAFKA_REPLICATION).orElse(0));
        Map<String, Object> client = new TreeMap<>(publish.connection());
        client.putAll(new KafkaSecurityReader(settings, secrets).read());
        return new KafkaSettings(
                publish.brokers(),
                topics,
                subscribe.group(),
                client,
                publish.producer(),
                subscribe.consumer(),
                journal.retention(),
                journal.deadLetterRetention(),
                journal.maxBacklog());
    }

    private void checkMixed(Key<String> key) {
        if (!ChannelSettings.isKafka(settings.get(key))) {
            problem(
                    key,
                    "leads elsewhere than the other channels",
                    "let all three begin with kafka:, as --profile kafka does, or none");
        }
    }

    private Channel channel(Key<String> key, String uri) {
        try {
            return ChannelSettings.isKafka(uri) ? Channel.parse(uri) : Channel.NONE;
        } catch (ChannelException e) {
            settings.problems().add(settings.where(key), key.pattern(), e.what(), e.remedy());
            return Channel.NONE;
        }
    }

    private void checkTopics(Channel publish, Channel subscribe, Channel dead) {
        if (Stream.of(publish, subscribe, dead).anyMatch(Channel.NONE::equals)) {
            return; // what is wrong is told already
        }
        if (!publish.topic().equals(subscribe.topic())) {
            problem(Keys.SUBSCRIBE, "reads another topic than channel.publish writes", "name the same topic in both");
        }
        if (publish.topic().equals(dead.topic())) {
            problem(Keys.DEAD, "writes into the topic of the events", "give dead letters a topic of their own");
        }
        if (!subscribe.group().contains(KafkaSettings.LANE)) {
            problem(
                    Keys.SUBSCRIBE,
                    "has no groupId with {{name}}, so that providers would take events from each other",
                    "write groupId=caravan-{{name}}");
        }
    }

    private void problem(Key<String> key, String what, String remedy) {
        settings.problems().add(settings.where(key), key.pattern(), what, remedy);
    }
}
