package dev.caravan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A gateway with its journal in Kafka, and a way to send it events that can be told apart. */
final class KafkaGateway {
    private KafkaGateway() {}

    static RunningGateway start(Path folder, KafkaBroker broker, Map<String, String> properties) throws Exception {
        return start(folder, broker.address(), properties);
    }

    static RunningGateway start(Path folder, String brokers, Map<String, String> properties) throws Exception {
        Map<String, String> all = new TreeMap<>(properties);
        if (!all.containsKey("channel.publish")) {
            all.put("camel.main.profile", "kafka");
        }
        all.put("kafka.brokers", brokers);
        all.putIfAbsent("kafka.partitions", "4");
        return RunningGateway.start(Files.createDirectories(folder), all);
    }

    /** A push of its own; each image is an object, so that many of them come to every partition. */
    static String push(String image, String tag) {
        return """
                {"id":"%s-%s","timestamp":"2026-01-01T00:00:00Z","action":"push","target":{"repository":"%s","tag":"%s"},
                 "request":{"host":"a.azurecr.io"}}""".formatted(image, tag, image, tag);
    }
}
