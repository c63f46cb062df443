package dev.caravan.door;

import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Refuses what a source sends beyond its quota, once it has proven to be that source, so that nobody else can use it up. */
final class DoorQuota implements Processor {
    private final Map<String, Allowance> allowances;
    private final LongSupplier nanos;

    /** {@code nanos} is a clock that only goes forwards. */
    DoorQuota(Map<String, Quota> quotas, LongSupplier nanos) {
        this.nanos = nanos;
        allowances = quotas.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> new Allowance(entry.getValue())));
    }

    @Override
    public void process(Exchange exchange) {
        String source = exchange.getVariable("source", String.class);
        Allowance allowance = source == null ? null : allowances.get(source);
        if (allowance == null) {
            return;
        }
        long wait = allowance.take(nanos.getAsLong());
        if (wait > 0) {
            throw Refused.quota(wait).exception();
        }
    }

    /** As many as the quota at once, after that evenly: only the time when the next one is due is kept. */
    private static final class Allowance {
        private final long interval;
        private final long burst;
        private long due;
        private boolean begun;

        Allowance(Quota quota) {
            interval = quota.period().toNanos() / quota.requests();
            burst = quota.period().toNanos() - interval;
        }

        /** How many nanoseconds there are to wait; 0 if the request is taken. */
        synchronized long take(long now) {
            long next = begun && due - now > 0 ? due : now;
            long early = next - now - burst;
            if (early > 0) {
                return early;
            }
            begun = true;
            due = next + interval;
            return 0;
        }
    }
}
