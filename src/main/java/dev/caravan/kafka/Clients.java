package dev.caravan.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes connections as the channels say; what at-least-once rests on is not theirs to say. */
record Clients(KafkaSettings settings) {
    KafkaProducer<String, byte[]> producer() {
        Map<String, Object> properties = new HashMap<>(settings.producer());
        properties.putAll(settings.client());
        properties.put("acks", "all");
        properties.put("enable.idempotence", "true");
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    /** Of a lane's group. */
    KafkaConsumer<String, byte[]> member(String lane) {
        Map<String, Object> properties = consuming();
        properties.put("group.id", settings.groupOf(lane));
        // a new lane's place is set before it reads: what has none is a partition that was added later, of which
        // nothing may be missed
        properties.put("auto.offset.reset", "earliest");
        return consumer(properties);
    }

    /** Of no group: it reads what it likes. */
    KafkaConsumer<String, byte[]> reader() {
        Map<String, Object> properties = consuming();
        properties.remove("group.id");
        properties.put("auto.offset.reset", "earliest");
        return consumer(properties);
    }

    private Map<String, Object> consuming() {
        Map<String, Object> properties = new HashMap<>(settings.consumer());
        properties.putAll(settings.client());
        properties.put("enable.auto.commit", "false");
        properties.putIfAbsent("default.api.timeout.ms", "10000");
        properties.put("allow.auto.create.topics", "false");
        return properties;
    }

    private static KafkaConsumer<String, byte[]> consumer(Map<String, Object> properties) {
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    Admin admin() {
        Map<String, Object> properties = new HashMap<>(settings.client());
        properties.put("request.timeout.ms", "3000");
        properties.put("default.api.timeout.ms", "5000");
        return Admin.create(properties);
    }
}
