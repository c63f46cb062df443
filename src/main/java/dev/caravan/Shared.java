package dev.caravan;

import dev.caravan.authentication.Means;
import dev.caravan.client.Clients;
import dev.caravan.client.Fetcher;
import dev.caravan.client.GuardedSlack;
import dev.caravan.configuration.Configuration;
import dev.caravan.delivery.Conditions;
import dev.caravan.delivery.Deliveries;
import dev.caravan.delivery.LastAttempts;
import dev.caravan.delivery.MonotonicClock;
import dev.caravan.door.Ulid;
import dev.caravan.journal.Journal;
import dev.caravan.kafka.KafkaJournal;
import dev.caravan.keys.SnsRules;
import dev.caravan.metrics.Gauges;
import dev.caravan.metrics.Meters;
import dev.caravan.trace.Traces;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What every generation of routes uses and none owns: the journal, and what is known of providers. */
record Shared(
        Clock clock,
        Ulid ulids,
        PrometheusMeterRegistry registry,
        Meters meters,
        Gauges gauges,
        Clients clients,
        Fetcher fetcher,
        SnsRules sns,
        GuardedSlack slack,
        Journal journal,
        Conditions conditions,
        LastAttempts lastAttempts,
        Deliveries deliveries,
        @Nullable Traces traces) {

    static Shared open(Configuration configuration, SnsRules sns) {
        Clock clock = Clock.systemUTC();
        Journal journal = configuration
                .kafka()
                .<Journal>map(kafka -> KafkaJournal.open(kafka, clock))
                .orElseGet(() -> Journal.open(new Translation(configuration).journal(), clock));
        Shared shared = of(
                configuration,
                clock,
                sns,
                journal,
                configuration
                        .tracing()
                        .map(tracing -> Traces.to(tracing, instance(configuration), clock))
                        .orElse(null));
        shared.gauges.watchAll(journal, shared.conditions, new Translation(configuration).providers());
        shared.gauges.watchProcess();
        journal.onCommit(shared.meters);
        return shared;
    }

    /** For routes that are built and never started: with a journal that nobody may ask for anything, and without traces. */
    static Shared idle(Configuration configuration) {
        Journal none = (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (journal, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    throw new IllegalStateException("there is no journal for routes that never start");
                });
        return of(configuration, Clock.systemUTC(), SnsRules.amazon(), none, null);
    }

    private static Shared of(
            Configuration configuration, Clock clock, SnsRules sns, Journal journal, @Nullable Traces traces) {
        Translation translation = new Translation(configuration);
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Clients clients = new Clients();
        return new Shared(
                clock,
                new Ulid(clock),
                registry,
                new Meters(registry),
                new Gauges(registry),
                clients,
                clients.fetcher(configuration.proxies()),
                sns,
                clients.slack(),
                journal,
                new Conditions(translation.providers(), clock),
                new LastAttempts(clock),
                new Deliveries(translation.policies(), new MonotonicClock()),
                traces);
    }

    /** A pod's name is its host's. */
    private static String instance(Configuration configuration) {
        return configuration.surroundings().environment().getOrDefault("HOSTNAME", "caravan-0");
    }

    /** Takes in the providers and sources of a generation that is to come; those of others stay known. */
    void know(Configuration configuration) {
        Translation translation = new Translation(configuration);
        conditions.know(translation.providers());
        deliveries.know(translation.policies());
        meters.expect(translation.providers(), configuration.door().sources().keySet());
        gauges.watch(journal, conditions, translation.providers());
    }

    /** A provider that no generation has any more. */
    void forget(String provider) {
        gauges.forget(provider);
        conditions.forget(provider);
        deliveries.forget(provider);
    }

    /** By which senders prove who they are. */
    Means means() {
        return new Means(clock, fetcher, sns);
    }

    void close() {
        fetcher.close();
        clients.close();
        journal.close();
        if (traces != null) {
            traces.close();
        }
    }
}
