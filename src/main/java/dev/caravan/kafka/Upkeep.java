package dev.caravan.kafka;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/** What is done about once a second: topics until they are there, how far the lanes are, and whether Kafka takes anything. */
final class Upkeep implements Runnable, AutoCloseable {
    private static final String PROBE = "probe";
    private static final long PATIENCE = 6;

    private final KafkaSettings settings;
    private final TopicMaker topics;
    private final Follower follower;
    private final Watch watch;
    private final Publisher publisher;
    private final Readiness readiness;
    private final KafkaLanes lanes;
    private final Runnable retention;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Upkeep::thread);
    private boolean prepared;
    private boolean full;

    Upkeep(
            KafkaSettings settings,
            TopicMaker topics,
            Follower follower,
            Watch watch,
            Publisher publisher,
            Readiness readiness,
            KafkaLanes lanes,
            Runnable retention) {
        this.settings = settings;
        this.topics = topics;
        this.follower = follower;
        this.watch = watch;
        this.publisher = publisher;
        this.readiness = readiness;
        this.lanes = lanes;
        this.retention = retention;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "kafka-upkeep");
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        var unused = timer.scheduleWithFixedDelay(this, 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public void run() {
        try {
            prepare();
            watch.look(lanes.open());
            mark();
            retention.run();
            if (readiness.isBroken()) {
                recover();
            }
        } catch (MissingTopicException e) {
            readiness.broke(String.valueOf(e.getMessage()));
        } catch (ExecutionException | RuntimeException e) { // else the timer would end with it
            readiness.broke(Fault.reason(e, settings.brokers()));
        }
    }

    private void prepare() throws ExecutionException {
        if (!prepared) {
            topics.make();
            follower.start();
            prepared = true;
        }
    }

    private void mark() {
        long high = settings.maxBacklog();
        full = watch.backlog() > (full ? high * 9 / 10 : high);
        readiness.full(full ? "more than " + high + " events wait for the slowest lane" : null);
    }

    /** Only a write that all replicas have shows that another would be taken; and before a lane has its place nothing may come in. */
    private void recover() {
        boolean soon = awaitReading();
        if (soon && lanes.arePlaced() && writes()) {
            readiness.works();
        }
    }

    private boolean awaitReading() {
        for (int tries = 0; tries < 40 && !follower.hasCaughtUp(); tries++) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return follower.hasCaughtUp();
    }

    private boolean writes() {
        try {
            publisher
                    .send(List.of(new ProducerRecord<>(settings.topics().deliveries(), PROBE, new byte[0])))
                    .get(PATIENCE, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            return false; // the publisher has told why
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
