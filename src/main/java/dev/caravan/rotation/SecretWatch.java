package dev.caravan.rotation;

import dev.caravan.provider.SecretFolder;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at secrets every few seconds and tells of those whose content has changed. File events would not do: Kubernetes changes
 * a symbolic link beside the files, and network file systems send none.
 */
final class SecretWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SecretWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** Between two looks that are not those of the interval. */
    private static final Duration MOMENT = Duration.ofMillis(250);

    private final Set<SecretFolder> folders;
    private final UnaryOperator<Set<SecretFolder>> changed;
    private final Map<SecretFolder, Fingerprint> known = new HashMap<>();
    private Map<SecretFolder, Fingerprint> last = Map.of();
    private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(
            1,
            task -> {
                Thread thread = new Thread(task, "secret-watch");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy()); // once it is closed nothing is looked at any more

    /** {@code changed} is given the secrets that have changed and returns those that it is done with; the others come again. */
    SecretWatch(Set<SecretFolder> folders, UnaryOperator<Set<SecretFolder>> changed) {
        this.folders = Set.copyOf(folders);
        this.changed = changed;
    }

    /** At first every secret counts as changed, since it may have been since the configuration was read. */
    void start(Duration interval) {
        if (!folders.isEmpty()) {
            var unused = clock.scheduleWithFixedDelay(
                    this::lookSafely, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Looks now, and a moment later to see whether it came to rest, instead of at the next time of the interval. */
    void soon() {
        if (!folders.isEmpty()) {
            clock.execute(this::lookSafely);
            var unused = clock.schedule(this::lookSafely, MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error(
                    "The secrets could not be looked at: {}; trying again",
                    e.getClass().getSimpleName());
        }
    }

    /** What is still being written looks different at the next look, and is left to that. */
    void look() {
        Map<SecretFolder, Fingerprint> before = last;
        last = fingerprints(folders);
        Set<SecretFolder> settled = folders.stream()
                .filter(folder ->
                        !now(folder).equals(known.get(folder)) && now(folder).equals(before.get(folder)))
                .collect(Collectors.toSet());
        if (settled.isEmpty()) {
            return;
        }
        settled.forEach(known::remove); // what is not taken comes again, even if it becomes what it was
        Set<SecretFolder> done = new HashSet<>(changed.apply(settled));
        Map<SecretFolder, Fingerprint> after = fingerprints(done);
        done.removeIf(folder -> !now(folder).equals(after.get(folder))); // it was read while it changed once more
        done.forEach(folder -> known.put(folder, now(folder)));
    }

    private Fingerprint now(SecretFolder folder) {
        return last.getOrDefault(folder, new Fingerprint(""));
    }

    private static Map<SecretFolder, Fingerprint> fingerprints(Set<SecretFolder> folders) {
        return folders.stream().collect(Collectors.toMap(folder -> folder, Fingerprint::of));
    }

    /** Waits a little for what it is about. */
    @Override
    public void close() {
        clock.shutdownNow();
        try {
            clock.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
