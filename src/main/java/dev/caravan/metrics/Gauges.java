package dev.caravan.metrics;

import dev.caravan.delivery.Conditions;
import dev.caravan.journal.Journal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;

/** What is read from journal and providers when somebody asks. */
public final class Gauges {
    private final MeterRegistry registry;
    private final Set<String> watched = ConcurrentHashMap.newKeySet();

    public Gauges(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Registers what the process itself uses; named here, since Camel would read an index of all binders for their names. */
    public void watchProcess() {
        List.of(
                        new JvmMemoryMetrics(),
                        new JvmGcMetrics(),
                        new JvmThreadMetrics(),
                        new FileDescriptorMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
    }

    /** Registers them all; {@code providers} are names. */
    public void watchAll(Journal journal, Conditions conditions, List<String> providers) {
        Tags none = Tags.empty();
        gauge("journal_events", "Events kept", none, journal, j -> j.counts().events());
        gauge(
                "journal_appends_waiting",
                "Appends that wait for their commit",
                none,
                journal,
                j -> j.counts().waiting());
        gauge(
                "dead_letters",
                "Dead letters kept",
                none,
                journal,
                j -> j.counts().deadLetters());
        gauge(
                "journal_writable",
                "Whether events are accepted",
                none,
                journal,
                j -> truth(j.health().writable()));
        watch(journal, conditions, providers);
    }

    /** Registers those of providers, once each. */
    public void watch(Journal journal, Conditions conditions, List<String> providers) {
        providers.stream().filter(watched::add).forEach(provider -> watch(provider, journal, conditions));
    }

    /** Takes a provider's away; what was counted of it stays. */
    public void forget(String provider) {
        watched.remove(provider);
        registry.getMeters().stream()
                .filter(Gauge.class::isInstance)
                .filter(meter -> provider.equals(meter.getId().getTag("provider")))
                .toList()
                .forEach(registry::remove);
    }

    /** Registers whether the files as they are now are in force. */
    public void watchEdits(BooleanSupplier inForce) {
        gauge(
                "config_reload_success",
                "Whether routes and properties are in force as they lie there",
                Tags.empty(),
                inForce,
                edits -> truth(edits.getAsBoolean()));
    }

    private void watch(String provider, Journal journal, Conditions conditions) {
        Tags tags = Tags.of("provider", provider);
        gauge(
                "lane_lag_events",
                "Events the lane has not passed",
                tags,
                journal,
                j -> j.lag(provider).events());
        gauge(
                "lane_lag_seconds",
                "Age of the oldest of them",
                tags,
                journal,
                j -> j.lag(provider).age().toMillis() / 1000.0);
        gauge("lane_owned", "Whether this process sends for the lane", tags, journal, j -> truth(j.owns(provider)));
        gauge(
                "provider_ready",
                "Whether the condition Ready is True",
                tags,
                conditions,
                c -> truth(c.ready(provider).holds()));
    }

    private static double truth(boolean value) {
        return value ? 1 : 0;
    }

    private <T> void gauge(String name, String help, Tags tags, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value)
                .description(help)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }
}
