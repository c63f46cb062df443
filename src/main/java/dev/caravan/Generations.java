package dev.caravan;

import dev.caravan.configuration.Configuration;
import dev.caravan.door.DoorServer;
import dev.caravan.provider.ProviderSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Has one generation of routes follow another without a gap: the next is loaded and started beside the one in force, then the door
 * is led to it and each lane taken over, and what is on its way in the one before finishes there.
 */
final class Generations implements AutoCloseable {
    private static final int MOST_RETIRING = 3;

    private final Shared shared;
    private final DoorServer server;
    private final Runnable renewed;
    private final Generation first;
    private final Semaphore retiring = new Semaphore(MOST_RETIRING);
    private final ExecutorService retirements = new ThreadPoolExecutor(
            0,
            2 * MOST_RETIRING,
            MOST_RETIRING,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Generations::thread,
            new ThreadPoolExecutor.DiscardPolicy());
    private volatile Generation current;

    /** {@code first} runs; {@code renewed} is told of every change. */
    Generations(Generation first, Shared shared, DoorServer server, Runnable renewed) {
        this.shared = shared;
        this.server = server;
        this.renewed = renewed;
        this.first = first;
        this.current = first;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "retire");
        thread.setDaemon(true);
        return thread;
    }

    Generation current() {
        return current;
    }

    /**
     * Goes on with other routes, or throws and changes nothing.
     *
     * @throws Exception when they cannot be started; its text may hold an address
     */
    synchronized void replace(Configuration configuration, Path routes) throws Exception {
        retiring.acquire(); // each holds a context: edits that come quicker than attempts end have to wait
        try {
            follow(current, started(configuration, routes));
        } catch (Exception e) {
            retiring.release();
            throw e;
        }
    }

    private Generation started(Configuration configuration, Path routes) throws Exception {
        Generation next = Generation.next(configuration, routes, shared, renewed, server);
        try {
            next.start();
            return next;
        } catch (Exception e) {
            next.stop();
            next.disconnect();
            throw e;
        }
    }

    private void follow(Generation before, Generation next) {
        before.leaveSecrets();
        shared.know(next.configuration());
        server.lead(next.entrance());
        current = next;
        next.openLanes();
        next.configuration().providers().forEach(provider -> resume(before.configuration(), provider));
        next.watchSecrets();
        renewed.run();
        retirements.execute(() -> retire(before));
    }

    /** What kept the lane of a provider from it may be what was changed. */
    private void resume(Configuration before, ProviderSettings provider) {
        boolean same =
                before.provider(provider.name()).filter(provider::isSetAs).isPresent();
        if (!same || shared.conditions().isInvalid(provider.name())) {
            shared.conditions().renewed(provider.name());
            shared.deliveries().resume(provider.name());
        }
    }

    private void retire(Generation before) {
        try {
            before.retire(before == first);
        } finally {
            retiring.release();
        }
        forget(before.configuration());
        collect();
    }

    /**
     * What has gone and what was checked lie in the old space, where they would stay until a small heap is full to the brim: the process
     * would look as if it leaked. Not in this task, which still holds what has gone.
     */
    private void collect() {
        retirements.execute(System::gc);
    }

    private synchronized void forget(Configuration before) {
        List<String> kept = current.configuration().providers().stream()
                .map(ProviderSettings::name)
                .toList();
        before.providers().stream()
                .map(ProviderSettings::name)
                .filter(name -> !kept.contains(name))
                .forEach(shared::forget);
    }

    /** Stops the routes; the listeners, which refuse by now, come last. */
    @Override
    public void close() {
        current.leaveSecrets();
        retirements.shutdown();
        if (current != first) {
            current.stop();
            awaitRetired();
        }
        first.stop();
    }

    private void awaitRetired() {
        try {
            retirements.awaitTermination(MOST_RETIRING, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
