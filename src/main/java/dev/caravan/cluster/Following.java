package dev.caravan.cluster;

import dev.caravan.configuration.ClusterObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the objects when a start or a command asks, and follows them once it is told to. What the informers know is looked at every
 * half second and told when it has come to rest, so that many changes at once are one.
 */
final class Following implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Access access;
    private final Outage outage = new Outage();
    private final StatusWriter writer = new StatusWriter();
    private final Rest rest = new Rest();
    private final Listing listing = new Listing(this::opened, outage);
    private final ScheduledExecutorService thread =
            new ScheduledThreadPoolExecutor(1, Following::thread, new ThreadPoolExecutor.DiscardPolicy());
    private @Nullable Api api;
    private @Nullable Watch watch;
    private @Nullable Runnable changed;
    private List<String> namespaces = List.of();
    private @Nullable Map<String, List<ClusterObject>> known;
    private volatile @Nullable Supplier<Map<String, Ready>> conditions;

    Following(Access access) {
        this.access = access;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "cluster-watch");
        thread.setDaemon(true);
        return thread;
    }

    /** As they are followed, or else as they are now. */
    synchronized List<ClusterObject> objects(List<String> wanted) {
        Map<String, List<ClusterObject>> followed = changed != null && wanted.equals(namespaces) ? known : null;
        Map<String, List<ClusterObject>> current = followed == null ? listing.of(wanted) : followed;
        return current.values().stream().flatMap(List::stream).toList();
    }

    Optional<String> fault() {
        return outage.fault();
    }

    private Api opened() throws NoKindsException {
        Api open = api;
        if (open == null) {
            open = Api.open(access.config());
            api = open;
        }
        return open;
    }

    /** Tells of every change from now on, beginning with what a reading of the configuration has found. */
    synchronized void follow(List<String> wanted, Runnable listener) {
        boolean begins = changed == null;
        if (begins || !wanted.equals(namespaces)) {
            leave();
            known = listing.of(wanted);
            namespaces = wanted;
            conditions = null;
            rest.anew();
        }
        changed = listener;
        if (begins) {
            again();
        }
    }

    private void leave() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }

    /** The objects as they were told last have become this. */
    void tell(Supplier<Map<String, Ready>> told) {
        conditions = told;
    }

    private void again() {
        var unused = thread.schedule(this::safely, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void safely() {
        try {
            look();
        } catch (NoKindsException e) {
            outage.tell(e);
        } catch (RuntimeException e) {
            outage.tell(e);
            LOG.debug("The cluster cannot be followed", e);
        } finally {
            again();
        }
    }

    private synchronized void look() throws NoKindsException {
        Watch current = watched();
        Map<String, List<ClusterObject>> now = current.objects();
        if (rest.isIn(now) && !now.equals(known)) {
            known = now;
            listing.hear(now);
            rest.anew();
            conditions = null;
        }
        Supplier<Map<String, Ready>> told = conditions;
        if (told != null) {
            current.write(writer, told.get());
        } else if (changed != null && rest.isTime()) {
            changed.run();
        }
        outage.look(current.isWatching());
    }

    private Watch watched() throws NoKindsException {
        Watch current = watch;
        if (current == null) {
            current = new Watch(opened(), namespaces, outage, known == null ? Map.of() : known);
            watch = current;
        }
        return current;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        release();
    }

    private synchronized void release() {
        leave();
        if (api != null) {
            api.close();
        }
    }
}
