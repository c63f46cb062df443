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
    private static final String ADDRESS_NOT_FOUND = "AddressNotFound";

    private final Map<String, Condition> ready = new ConcurrentHashMap<>();
    private final Map<String, Condition> invalid = new ConcurrentHashMap<>();
    private final Clock clock;

    public Conditions(Collection<String> providers, Clock clock) {
        this.clock = clock;
        know(providers);
    }

    /** Takes those in that are new; what is known of the others stays. */
    public void know(Collection<String> providers) {
        providers.forEach(name -> ready.computeIfAbsent(name, added -> initialized()));
    }

    /** No attempt of it may come any more. */
    public void forget(String provider) {
        ready.remove(provider);
        invalid.remove(provider);
    }

    /** Whether what it was given last could not be used. */
    public boolean isInvalid(String provider) {
        return invalid.containsKey(provider);
    }

    /** The condition {@code Ready} of a provider that is configured. */
    public Condition ready(String provider) {
        Condition unusable = invalid.get(provider);
        return unusable == null ? byAttempts(provider) : unusable;
    }

    private Condition byAttempts(String provider) {
        Condition condition = ready.get(provider);
        if (condition == null) {
            throw new IllegalArgumentException("no provider " + provider);
        }
        return condition;
    }

    /** What was read of it now cannot be used; it goes on with what was read before. */
    public void invalid(String provider, String message) {
        invalid.put(provider, ready(provider).not("InvalidConfiguration", message, clock.instant()));
    }

    /** What is read of it now is what it goes on with: it is as ready as it was before. */
    public void valid(String provider) {
        if (invalid.remove(provider) != null) {
            ready.computeIfPresent(provider, (name, then) -> then.holds() ? initialized() : then);
        }
    }

    /** It was given other settings, which may be good for what the last ones were not. */
    public void renewed(String provider) {
        boolean held = ready(provider).holds();
        invalid.remove(provider);
        ready.computeIfPresent(provider, (name, then) -> held ? then : initialized());
    }

    /** Whether the host of its address has an address, before anything is sent. */
    public void resolved(String provider, boolean found) {
        Condition now = byAttempts(provider);
        if (found && now.reason().equals(ADDRESS_NOT_FOUND)) {
            ready.replace(provider, now, initialized());
        } else if (!found && now.holds()) {
            ready.replace(provider, now, addressNotFound(provider, now));
        }
    }

    boolean isUnresolved(String provider) {
        return byAttempts(provider).reason().equals(ADDRESS_NOT_FOUND);
    }

    private Condition initialized() {
        return Condition.ready("Initialized", clock.instant());
    }

    private Condition addressNotFound(String provider, Condition now) {
        return now.not(
                ADDRESS_NOT_FOUND,
                "The host of provider." + provider + ".address has no address. Check its name and the resolver.",
                clock.instant());
    }

    @Override
    public void attempted(Tried tried) {
        String provider = tried.provider();
        Verdict verdict = tried.verdict();
        if (verdict.outcome() == Outcome.UNAUTHORISED) {
            turn(provider, "Unauthorised", unauthorised(provider, verdict));
        } else if (verdict.reason() == Reason.DNS) {
            ready.computeIfPresent(provider, this::addressNotFound);
        } else if (verdict.reason() == Reason.ADDRESS_REFUSED) {
            turn(
                    provider,
                    "AddressRefused",
                    "The host of provider." + provider
                            + ".address has only link-local, metadata or multicast addresses, which are never called."
                            + " Correct it and replay the dead letters.");
        } else if (verdict.outcome() == Outcome.DELIVERED
                && !byAttempts(provider).holds()) {
            ready.put(provider, Condition.ready("Delivered again", clock.instant()));
        }
    }

    private static String unauthorised(String provider, Verdict verdict) {
        String remedy = verdict.hint().isEmpty()
                ? "Check provider." + provider + ".address and its secret or token."
                : verdict.hint();
        return "The service refused the credentials or the address (status " + verdict.status() + "). " + remedy
                + " Events wait; the lane goes on when one of these is changed, and tries by itself now and then.";
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
