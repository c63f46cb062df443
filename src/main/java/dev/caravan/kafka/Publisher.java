package dev.caravan.kafka;

import dev.caravan.journal.CommitListener;
import dev.caravan.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Writes records on a thread of its own, since the client's {@code send} waits whenever it does not know the brokers. What it confirms is
 * with all replicas in sync.
 */
final class Publisher implements Runnable, AutoCloseable {
    private static final int MOST_WAITING = 10_000;

    private final Clients clients;
    private final Readiness readiness;
    private final BlockingQueue<Shipment> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this, "kafka-publish");
    private @Nullable Producer<String, byte[]> producer;
    private volatile CommitListener listener = (duration, commands) -> {};

    Publisher(Clients clients, Readiness readiness) {
        this.clients = clients;
        this.readiness = readiness;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void listener(CommitListener newListener) {
        listener = newListener;
    }

    int waiting() {
        return queue.size();
    }

    /** All of them or a failure; where each lies, once that is certain. */
    CompletableFuture<List<RecordMetadata>> send(List<ProducerRecord<String, byte[]>> records) {
        if (queue.size() >= MOST_WAITING) {
            return CompletableFuture.failedFuture(
                    new JournalUnavailableException("journal cannot write: too many appends wait for Kafka"));
        }
        Shipment shipment = new Shipment(records);
        queue.add(shipment);
        var unused = shipment.promise().whenComplete((done, failure) -> note(shipment, failure));
        return shipment.promise();
    }

    private void note(Shipment shipment, @Nullable Throwable failure) {
        if (failure == null) {
            listener.committed(
                    Duration.ofNanos(System.nanoTime() - shipment.begun()),
                    shipment.records().size());
        } else if (failure instanceof JournalUnavailableException) {
            readiness.broke(Fault.reason(failure.getCause() == null ? failure : failure.getCause(), brokers()));
        }
    }

    private String brokers() {
        return clients.settings().brokers();
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                ship(queue.take());
            }
        } catch (InterruptedException e) {
            return; // told to end
        }
    }

    private void ship(Shipment shipment) {
        for (ProducerRecord<String, byte[]> each : shipment.records()) {
            try {
                var unused = producer().send(each, (where, failure) -> shipment.landed(where, reason(failure)));
            } catch (KafkaException | IllegalStateException e) {
                shipment.landed(null, reason(e));
            }
        }
    }

    private @Nullable Exception reason(@Nullable Exception failure) {
        return failure == null ? null : Fault.of(failure, brokers());
    }

    /** Made when it is needed: it cannot be before an address resolves. */
    private synchronized Producer<String, byte[]> producer() {
        if (producer == null) {
            producer = clients.producer();
        }
        return producer;
    }

    @Override
    public void close() {
        thread.interrupt();
        synchronized (this) {
            if (producer != null) {
                producer.close(Duration.ofSeconds(2));
            }
        }
        queue.forEach(left -> left.fail(new JournalUnavailableException("journal is closed")));
    }
}
