package dev.caravan;

import dev.caravan.alert.MatchEvent;
import dev.caravan.authentication.Means;
import dev.caravan.client.Clients;
import dev.caravan.client.Fetcher;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.CurrentConfiguration;
import dev.caravan.configuration.Unrecognised;
import dev.caravan.delivery.Attempts;
import dev.caravan.delivery.Begin;
import dev.caravan.delivery.Bury;
import dev.caravan.delivery.Conditions;
import dev.caravan.delivery.Deliveries;
import dev.caravan.delivery.Judge;
import dev.caravan.delivery.LastAttempts;
import dev.caravan.delivery.Redelivery;
import dev.caravan.delivery.SlackOptions;
import dev.caravan.door.DoorBeans;
import dev.caravan.door.DoorServer;
import dev.caravan.door.Problems;
import dev.caravan.door.Ulid;
import dev.caravan.event.Park;
import dev.caravan.event.Stamp;
import dev.caravan.event.Unmapped;
import dev.caravan.health.GatewayHealth;
import dev.caravan.journal.Journal;
import dev.caravan.journal.JournalUnavailableException;
import dev.caravan.keys.SnsRules;
import dev.caravan.management.Management;
import dev.caravan.management.Providers;
import dev.caravan.metrics.CountReceived;
import dev.caravan.metrics.Gauges;
import dev.caravan.metrics.Meters;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** The running gateway: journal, beans, routes and listeners put together from the configuration. */
public final class Gateway implements AutoCloseable {
    private final Configuration configuration;
    private final Translation translation;
    private final Clock clock = Clock.systemUTC();
    private final Ulid ulids = new Ulid(clock);
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Meters meters = new Meters(registry);
    private final Clients clients = new Clients();
    private final Fetcher fetcher;
    private final SnsRules sns;
    private final Main main = new LeanMain();
    private final LazyExplanations explanations;
    private final Journal journal;
    private final GatewayHealth health;
    private final Conditions conditions;
    private final LastAttempts lastAttempts = new LastAttempts(clock);
    private final Deliveries deliveries;
    private final Changes changes;
    private final Management management;

    private Gateway(Configuration configuration, Path routes, SnsRules sns) {
        this.configuration = configuration;
        this.fetcher = clients.fetcher(configuration.proxies());
        this.sns = sns;
        this.translation = new Translation(configuration);
        CurrentConfiguration current = new CurrentConfiguration(configuration);
        this.explanations = new LazyExplanations(current, routes);
        this.journal = Journal.open(translation.journal(), clock);
        this.health = new GatewayHealth(journal);
        this.conditions = new Conditions(translation.providers(), clock);
        this.deliveries = new Deliveries(translation.policies(), clock);
        this.changes = new Changes(current, conditions, deliveries, explanations, clients);
        this.management = new Management(
                configuration, journal, new Providers(changes::providers, conditions, lastAttempts, journal), ulids);
    }

    /**
     * Starts everything; listens when it returns.
     *
     * @param routes the folder of the routes, absolute
     * @throws dev.caravan.journal.JournalException when the journal cannot be used
     */
    public static Gateway start(Configuration configuration, Path routes) throws Exception {
        return start(configuration, routes, SnsRules.amazon());
    }

    /** With another idea of what Amazon is. */
    static Gateway start(Configuration configuration, Path routes, SnsRules sns) throws Exception {
        Gateway gateway = new Gateway(configuration, routes, sns);
        try {
            gateway.configure(routes);
            gateway.main.start();
            gateway.management.explain(gateway.explanations);
            gateway.management.serve(gateway.context());
            gateway.changes.watch(gateway.main);
            return gateway;
        } catch (Exception e) {
            gateway.closeAfter(e);
            throw e;
        }
    }

    /** What half a gateway says when it is closed must not hide why it is only half. */
    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    private void configure(Path routes) throws IOException {
        main.setDefaultPropertyPlaceholderLocation(
                "file:" + configuration.directory().resolve("application.properties") + ";optional=true");
        main.setInitialProperties(CamelProperties.defaults());
        CamelProperties.of(configuration, routes).forEach(main::addOverrideProperty);
        beans().forEach(main::bind);
        configuration.providers().forEach(provider -> main.bind(provider.client(), clients.open(provider)));
        meters.expect(translation.providers(), configuration.door().sources().keySet());
        Gauges gauges = new Gauges(registry);
        gauges.watch(journal, conditions, translation.providers());
        gauges.watchProcess();
        journal.onCommit(meters);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport support) {
                prepare(support.getCamelContext());
            }
        });
    }

    /** What the routes name. */
    private Map<String, Object> beans() {
        Attempts attempts = Attempts.both(meters, Attempts.both(conditions, lastAttempts));
        return Map.ofEntries(
                Map.entry(MicrometerConstants.METRICS_REGISTRY_NAME, registry),
                Map.entry("managementListener", management.factory()),
                Map.entry("gatewayHealth", health),
                Map.entry("journal", journal),
                Map.entry("deliveries", deliveries),
                Map.entry("plainClient", clients.plain()),
                Map.entry("stamp", new Stamp(ulids, clock, "caravan-0")),
                Map.entry("unmapped", new Unmapped()),
                Map.entry("park", new Park(configuration.door().unrecognised() == Unrecognised.REJECT)),
                Map.entry("countReceived", new CountReceived(meters)),
                Map.entry(
                        "match",
                        new MatchEvent(
                                configuration.alerts(), translation.suspended(), translation.unsuited()::why, meters)),
                Map.entry("attemptGate", changes.gate()),
                Map.entry("begin", new Begin()),
                Map.entry("judge", new Judge(deliveries, attempts, clock)),
                Map.entry("redelivery", new Redelivery(deliveries, attempts, clock)),
                Map.entry("bury", new Bury(ulids, attempts, changes::redacted, clock)));
    }

    private void prepare(CamelContext context) {
        health.setCamelContext(context);
        try {
            context.getCamelContextExtension().addInterceptStrategy(new CaughtErrors());
            context.getCamelContextExtension().registerEndpointCallback(new SlackOptions());
            context.getCamelContextExtension().registerEndpointCallback(clients.slack());
            DoorBeans.bind(
                    context,
                    translation.door(),
                    new Problems(Map.of(JournalUnavailableException.class, Problems.journalUnavailable())),
                    meters,
                    new Means(clock, fetcher, sns));
        } catch (Exception e) {
            throw new IllegalStateException("the door cannot be built", e);
        }
    }

    /** The door as it listens. */
    public DoorServer server() {
        return context().getRegistry().lookupByNameAndType("doorServer", DoorServer.class);
    }

    /** The listener of health, metrics and the API. */
    public Management management() {
        return management;
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** Not ready, the door closed, what is in flight finished or kept; then everything is released. */
    @Override
    public void close() {
        health.stopping();
        changes.close();
        try {
            DoorServer server = context() == null ? null : server();
            if (server != null) { // there is none yet when the start failed early
                server.refuse();
            }
            main.stop();
        } finally {
            explanations.close();
            fetcher.close();
            clients.close();
            journal.close();
        }
    }
}
