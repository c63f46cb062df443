package dev.caravan.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Records that are confirmed together. */
final class Shipment {
    private final List<ProducerRecord<String, byte[]>> records;
    private final CompletableFuture<List<RecordMetadata>> promise = new CompletableFuture<>();
    private final long begun = System.nanoTime();
    private final List<RecordMetadata> landed = new ArrayList<>(1);
    private @Nullable Exception failure;
    private int left;

    Shipment(List<ProducerRecord<String, byte[]>> records) {
        this.records = records;
        this.left = records.size();
    }

    List<ProducerRecord<String, byte[]>> records() {
        return records;
    }

    CompletableFuture<List<RecordMetadata>> promise() {
        return promise;
    }

    long begun() {
        return begun;
    }

    void fail(Exception reason) {
        promise.completeExceptionally(reason);
    }

    /** One of them did, or failed to. */
    void landed(@Nullable RecordMetadata where, @Nullable Exception reason) {
        if (!isLast(where, reason)) {
            return;
        }
        Exception first = failure;
        if (first == null) {
            promise.complete(List.copyOf(landed));
        } else {
            promise.completeExceptionally(first);
        }
    }

    private synchronized boolean isLast(@Nullable RecordMetadata where, @Nullable Exception reason) {
        if (reason != null) {
            failure = failure == null ? reason : failure;
        } else if (where != null) {
            landed.add(where);
        }
        return --left == 0;
    }
}
