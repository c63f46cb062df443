package dev.caravan.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Lets attempts through, except while their provider's route is replaced: what is on its way ends first, so that no request is
 * cut and sent again, and what comes later waits for the new route. A step of the attempt enters; the end of its route leaves,
 * however it ends.
 */
public final class AttemptGate extends RoutePolicySupport implements Processor {
    private static final String ENTERED = "caravan.attempt.entered";
    private static final int EVERYBODY = Integer.MAX_VALUE;

    private final Map<String, Semaphore> passes = new ConcurrentHashMap<>();

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        Semaphore pass = pass(new Attempt(exchange).provider());
        pass.acquire();
        exchange.setProperty(ENTERED, pass);
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        if (exchange.removeProperty(ENTERED) instanceof Semaphore pass) {
            pass.release();
        }
    }

    /**
     * Does the work while no attempt of the provider is on its way.
     *
     * @return false, and nothing is done, when there still is one after {@code most}
     */
    public boolean whileClosed(String provider, Duration most, Work work) throws Exception {
        Semaphore pass = pass(provider);
        if (!pass.tryAcquire(EVERYBODY, most.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        try {
            work.run();
            return true;
        } finally {
            pass.release(EVERYBODY);
        }
    }

    private Semaphore pass(String provider) {
        // fair, or a busy lane would never let the gate close
        return passes.computeIfAbsent(provider, name -> new Semaphore(EVERYBODY, true));
    }

    /** What is done behind the closed gate. */
    public interface Work {
        void run() throws Exception;
    }
}
