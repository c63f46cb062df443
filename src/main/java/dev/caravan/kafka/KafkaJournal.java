package dev.caravan.kafka;

import dev.caravan.journal.CommitListener;
import dev.caravan.journal.Counts;
import dev.caravan.journal.DeadLetter;
import dev.caravan.journal.Entry;
import dev.caravan.journal.Health;
import dev.caravan.journal.Journal;
import dev.caravan.journal.JournalException;
import dev.caravan.journal.JournalUnavailableException;
import dev.caravan.journal.Lag;
import dev.caravan.journal.Lane;
import dev.caravan.journal.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The journal in Kafka, shared by any number of replicas. */
public final class KafkaJournal implements Journal {
    /** How long a start waits for the brokers, which answer at once or are not there. */
    private static final long FIRST = 5000;

    private final KafkaSettings settings;
    private final Clock clock;
    private final Readiness readiness = new Readiness();
    private final Brokers brokers;
    private final Publisher publisher;
    private final KnownDeliveries deliveries;
    private final DeadIndex dead = new DeadIndex();
    private final Follower follower;
    private final KafkaLanes lanes;
    private final Watch watch;
    private final Upkeep upkeep;
    private final Browse browse;

    private KafkaJournal(KafkaSettings settings, Clock clock) {
        KafkaSettings.Topics topics = settings.topics();
        Clients clients = new Clients(settings);
        this.settings = settings;
        this.clock = clock;
        this.brokers = new Brokers(clients);
        this.publisher = new Publisher(clients, readiness);
        this.deliveries = new KnownDeliveries(topics.deliveries(), publisher, clock);
        this.follower = new Follower(clients, Map.of(topics.deliveries(), deliveries::read, topics.dead(), dead::read));
        this.lanes = new KafkaLanes(clients, new Places(brokers, settings), readiness);
        this.watch = new Watch(brokers, settings, clock);
        this.upkeep = new Upkeep(
                settings, new TopicMaker(brokers, settings), follower, watch, publisher, readiness, lanes, this::drop);
        this.browse = new Browse(clients, settings);
    }

    /** Connects; where no broker answers it goes on trying, and takes nothing until one does. */
    public static KafkaJournal open(KafkaSettings settings, Clock clock) {
        KafkaJournal journal = new KafkaJournal(settings, clock);
        journal.publisher.start();
        journal.upkeep.start();
        try {
            journal.readiness.await(FIRST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return journal;
    }

    @Override
    public CompletableFuture<Receipt> append(
            List<Map<String, Object>> events, @Nullable String deliveryKey, Duration window) {
        JournalUnavailableException refusal = readiness.refusal();
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        try {
            List<ProducerRecord<String, byte[]>> records = records(events);
            List<String> ids = events.stream()
                    .map(event -> String.valueOf(event.get("id")))
                    .toList();
            return deliveryKey == null
                    ? send(records, ids)
                    : deliveries.once(deliveryKey, window, () -> send(records, ids));
        } catch (JournalException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private List<ProducerRecord<String, byte[]>> records(List<Map<String, Object>> events) {
        if (events.isEmpty()) {
            throw new JournalException("there is no event to append");
        }
        Instant now = clock.instant();
        return events.stream()
                .map(event -> Records.of(settings.topics().events(), event, now, null))
                .toList();
    }

    private CompletableFuture<Receipt> send(List<ProducerRecord<String, byte[]>> records, List<String> ids) {
        return Promises.then(publisher.send(records), landed -> new Receipt(ids, false));
    }

    @Override
    public Lane openLane(String name) {
        return lanes.open(name);
    }

    @Override
    public CompletableFuture<Boolean> bury(DeadLetter letter) {
        if (dead.has(letter.id())) {
            return CompletableFuture.completedFuture(false);
        }
        var sent = publisher.send(
                List.of(new ProducerRecord<>(settings.topics().dead(), letter.id(), DeadText.of(letter))));
        return Promises.then(sent, landed -> {
            var where = landed.get(0);
            dead.buried(letter, new TopicPartition(where.topic(), where.partition()), where.offset());
            return true;
        });
    }

    /** Without bodies, which stay in Kafka. */
    @Override
    public List<DeadLetter> deadLetters(int limit, @Nullable String provider, @Nullable String reason) {
        return dead.list(limit, provider, reason);
    }

    @Override
    public Optional<DeadLetter> deadLetter(String id) {
        return dead.find(id)
                .flatMap(lying -> browse.at(lying.partition(), lying.offset()))
                .map(DeadText::read);
    }

    @Override
    public CompletableFuture<Boolean> forget(String id) {
        if (!dead.has(id)) {
            return CompletableFuture.completedFuture(false);
        }
        var sent = publisher.send(List.of(new ProducerRecord<>(settings.topics().dead(), id, null)));
        return Promises.then(sent, landed -> {
            dead.forgotten(id, landed.get(0).offset());
            return true;
        });
    }

    /** The event first: a crash before the letter is forgotten has it replayed twice, the other way round it would be lost. */
    @Override
    public CompletableFuture<Boolean> replay(String id) {
        try {
            DeadLetter letter = deadLetter(id).orElse(null);
            if (letter == null) {
                return CompletableFuture.completedFuture(false);
            }
            var event = Records.of(settings.topics().events(), DeadText.event(letter), clock.instant(), laneOf(letter));
            return publisher.send(List.of(event)).thenCompose(landed -> forget(id));
        } catch (JournalException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private String laneOf(DeadLetter letter) {
        String provider = letter.provider();
        if (letter.kind() != DeadLetter.Kind.EVENT || provider == null) {
            throw new JournalException("dead letter " + letter.id() + " is a payload: it has no lane to go back to");
        }
        if (!lanes.isOpen(provider)) {
            throw new JournalException(
                    "dead letter " + letter.id() + ": provider " + provider + " has no lane: configure it first");
        }
        return provider;
    }

    @Override
    public List<Entry> events(int limit) {
        return browse.newest(limit);
    }

    @Override
    public boolean isOpen(String lane) {
        return lanes.isOpen(lane);
    }

    @Override
    public Lag lag(String name) {
        KafkaLane lane = lanes.get(name);
        return lane == null ? new Lag(0, Duration.ZERO) : watch.lag(lane);
    }

    @Override
    public Health health() {
        return readiness.health();
    }

    @Override
    public Counts counts() {
        return new Counts(watch.events(), dead.size(), publisher.waiting());
    }

    /** Kafka deletes by itself, dead letters some time after they are due. */
    @Override
    public CompletableFuture<Boolean> retain() {
        drop();
        return CompletableFuture.completedFuture(true);
    }

    private void drop() {
        dead.dropBefore(clock.instant().minus(settings.deadLetterRetention()));
    }

    @Override
    public void onCommit(CommitListener listener) {
        publisher.listener(listener);
    }

    @Override
    public void close() {
        upkeep.close();
        lanes.end();
        follower.close();
        publisher.close();
        brokers.close();
    }
}
