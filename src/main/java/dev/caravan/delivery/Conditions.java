package dev.caravan.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether each provider is ready, by its latest attempts. Only what an operator has to repair makes one not ready; what passes
 * by itself is retried and changes nothing.
 */
public final class Conditions implements Attempts {
    private final Map<String, Condition> ready = new ConcurrentHashMap<>();
    private final Clock clock;

    public Conditions(Collection<String> providers, Clock clock) {
        this.clock = clock;
        providers.forEach(name -> ready.put(name, Condition.ready("Initialized", clock.instant())));
    }

    /** The condition {@code Ready} of a provider that is configured. */
    public Condition ready(String provider) {
        Condition condition = ready.get(provider);
        if (condition == null) {
            throw new IllegalArgumentException("no provider " + provider);
        }
        return condition;
    }

    @Override
    public void attempted(String provider, Verdict verdict, Duration took) {
        if (verdict.outcome() == Outcome.UNAUTHORISED) {
            turn(provider, "Unauthorised", unauthorised(provider, verdict));
        } else if (verdict.reason() == Reason.DNS) {
            turn(
                    provider,
                    "AddressNotFound",
                    "The host of provider." + provider + ".address has no address. Check its name and the resolver.");
        } else if (verdict.reason() == Reason.ADDRESS_REFUSED) {
            turn(
                    provider,
                    "AddressRefused",
                    "The host of provider." + provider
                            + ".address has only link-local, metadata or multicast addresses, which are never called."
                            + " Correct it, restart, and replay the dead letters.");
        } else if (verdict.outcome() == Outcome.DELIVERED && !ready(provider).holds()) {
            ready.put(provider, Condition.ready("Delivered again", clock.instant()));
        }
    }

    private static String unauthorised(String provider, Verdict verdict) {
        String remedy = verdict.hint().isEmpty()
                ? "Check provider." + provider + ".address and its secret or token."
                : verdict.hint();
        return "The service refused the credentials or the address (status " + verdict.status() + "). " + remedy
                + " Events wait; the lane goes on when the secret's files change, and tries by itself now and then.";
    }

    private void turn(String provider, String why, String message) {
        ready.computeIfPresent(provider, (name, now) -> now.not(why, message, clock.instant()));
    }

    @Override
    public void delivered(String provider, Duration age) {
        // an attempt tells it already
    }

    @Override
    public void buried(String provider, Reason reason) {
        // the attempt before tells why
    }
}
