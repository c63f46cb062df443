package dev.caravan;

import dev.caravan.alert.MatchEvent;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Unrecognised;
import dev.caravan.delivery.AttemptDeadline;
import dev.caravan.delivery.Attempts;
import dev.caravan.delivery.Begin;
import dev.caravan.delivery.Bury;
import dev.caravan.delivery.Conditions;
import dev.caravan.delivery.Deliveries;
import dev.caravan.delivery.Judge;
import dev.caravan.delivery.Outcomes;
import dev.caravan.delivery.Redelivery;
import dev.caravan.delivery.SlackOptions;
import dev.caravan.door.DoorBeans;
import dev.caravan.door.DoorServer;
import dev.caravan.door.DoorSettings;
import dev.caravan.door.Problems;
import dev.caravan.door.SourceAuth;
import dev.caravan.door.Ulid;
import dev.caravan.event.Park;
import dev.caravan.event.Stamp;
import dev.caravan.health.GatewayHealth;
import dev.caravan.journal.Journal;
import dev.caravan.journal.JournalSettings;
import dev.caravan.journal.JournalUnavailableException;
import dev.caravan.management.Management;
import dev.caravan.metrics.CountReceived;
import dev.caravan.metrics.Gauges;
import dev.caravan.metrics.Meters;
import dev.caravan.provider.ProviderSettings;
import dev.caravan.provider.Secret;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** The running gateway: journal, beans, routes and listeners put together from the configuration. */
public final class Gateway implements AutoCloseable {
    private final Configuration configuration;
    private final Clock clock = Clock.systemUTC();
    private final Ulid ulids = new Ulid(clock);
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Meters meters = new Meters(registry);
    private final Journal journal;
    private final GatewayHealth health;
    private final Conditions conditions;
    private final Management management;
    private final AttemptDeadline deadline = new AttemptDeadline();
    private final Main main = new Main();

    private Gateway(Configuration configuration) {
        this.configuration = configuration;
        var settings = configuration.journal();
        this.journal = Journal.open(
                new JournalSettings(
                        settings.url(),
                        settings.retention(),
                        settings.deadLetterRetention(),
                        settings.maxBacklog(),
                        settings.minFreeDisk()),
                clock);
        this.health = new GatewayHealth(journal);
        this.conditions = new Conditions(names(), clock);
        this.management = new Management(configuration, journal, conditions, ulids);
    }

    /**
     * Starts everything; listens when it returns.
     *
     * @param routes the folder of the routes, absolute
     * @throws dev.caravan.journal.JournalException when the journal cannot be used
     */
    public static Gateway start(Configuration configuration, Path routes) throws Exception {
        Gateway gateway = new Gateway(configuration);
        try {
            gateway.configure(routes);
            gateway.main.start();
            gateway.management.serve(gateway.main.getCamelContext());
            return gateway;
        } catch (Exception e) {
            gateway.close();
            throw e;
        }
    }

    private void configure(Path routes) throws IOException {
        main.setDefaultPropertyPlaceholderLocation(
                "file:" + configuration.directory().resolve("application.properties") + ";optional=true");
        main.setInitialProperties(defaults());
        main.addOverrideProperty("caravan.routes", routes.toString());
        main.addOverrideProperty(
                "camel.component.kamelet.location",
                configuration.providers().stream()
                        .map(provider -> "file:" + provider.type().folder())
                        .distinct()
                        .collect(Collectors.joining(",")));
        configuration.camelProperties().forEach(main::addOverrideProperty);
        configuration.providers().forEach(this::addLane);
        main.bind(MicrometerConstants.METRICS_REGISTRY_NAME, registry);
        beans().forEach(main::bind);
        main.bind("managementListener", management.factory());
        meters.expect(names(), configuration.door().sources().keySet());
        new Gauges(registry).watch(journal, conditions, names());
        journal.onCommit(meters);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport support) {
                prepare(support.getCamelContext());
            }
        });
    }

    private static Properties defaults() throws IOException {
        Properties defaults = new Properties();
        try (InputStream in = Gateway.class.getResourceAsStream("/caravan.properties")) {
            defaults.load(in);
        }
        return defaults;
    }

    private List<String> names() {
        return configuration.providers().stream().map(ProviderSettings::name).toList();
    }

    private void addLane(ProviderSettings provider) {
        String lane = "camel.route-template[lane-" + provider.name() + "].";
        main.addOverrideProperty(lane + "template-id", "lane");
        main.addOverrideProperty(lane + "name", provider.name());
        String attempt = "camel.route-template[attempt-" + provider.name() + "].";
        main.addOverrideProperty(attempt + "template-id", "attempt");
        main.addOverrideProperty(attempt + "name", provider.name());
        main.addOverrideProperty(attempt + "type", provider.type().name());
        main.addOverrideProperty(
                attempt + "permits",
                Integer.toString(Math.max(1, provider.rate().count())));
        main.addOverrideProperty(
                attempt + "period", Long.toString(provider.rate().period().toMillis()));
        main.addOverrideProperty(
                attempt + "unlimited", Boolean.toString(provider.rate().unlimited()));
    }

    private Map<String, Object> beans() {
        Deliveries deliveries = new Deliveries(policies(), clock);
        Attempts attempts = Attempts.both(meters, conditions);
        Map<String, Object> beans = new HashMap<>();
        beans.put("journal", journal);
        beans.put("deliveries", deliveries);
        beans.put("attemptDeadline", deadline);
        beans.put("stamp", new Stamp(ulids, clock, "caravan-0"));
        beans.put("park", new Park(configuration.door().unrecognised() == Unrecognised.REJECT));
        beans.put("countReceived", new CountReceived(meters));
        beans.put("match", new MatchEvent(configuration.alerts(), suspended(), meters));
        beans.put("begin", new Begin());
        beans.put("judge", new Judge(deliveries, attempts, clock));
        beans.put("redelivery", new Redelivery(deliveries, attempts, clock));
        beans.put("bury", new Bury(ulids, attempts, clock));
        beans.put("gatewayHealth", health);
        return beans;
    }

    private Map<String, Deliveries.Policy> policies() {
        return configuration.providers().stream()
                .collect(Collectors.toMap(
                        ProviderSettings::name,
                        provider -> new Deliveries.Policy(
                                provider.concurrency(),
                                provider.giveUpAfter(),
                                Outcomes.parse(provider.type().outcomes()))));
    }

    private Set<String> suspended() {
        return configuration.providers().stream()
                .filter(ProviderSettings::suspend)
                .map(ProviderSettings::name)
                .collect(Collectors.toSet());
    }

    private void prepare(CamelContext context) {
        health.setCamelContext(context);
        try {
            context.getCamelContextExtension().registerEndpointCallback(new SlackOptions());
            DoorBeans.bind(
                    context,
                    door(),
                    new Problems(Map.of(JournalUnavailableException.class, Problems.journalUnavailable())),
                    meters);
        } catch (Exception e) {
            throw new IllegalStateException("the door cannot be built", e);
        }
    }

    private DoorSettings door() {
        var door = configuration.door();
        List<String> tokens = door.token().map(Secret::text).map(List::of).orElse(List.of());
        Map<String, SourceAuth> sources = new HashMap<>();
        door.sources()
                .forEach((name, source) -> sources.put(
                        name,
                        new SourceAuth(
                                source.auth().name().toLowerCase(java.util.Locale.ROOT),
                                source.token().map(Secret::text).map(List::of).orElse(List.of()))));
        return new DoorSettings(
                door.host(),
                door.port(),
                door.maxBody(),
                tokens,
                sources,
                door.sources().keySet());
    }

    /** The door as it listens. */
    public DoorServer server() {
        return main.getCamelContext().getRegistry().lookupByNameAndType("doorServer", DoorServer.class);
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** The listener of health, metrics and the API. */
    public Management management() {
        return management;
    }

    /** Not ready, the door closed, what is in flight finished or kept; then everything is released. */
    @Override
    public void close() {
        health.stopping();
        try {
            DoorServer server = main.getCamelContext() == null ? null : server();
            if (server != null) { // there is none yet when the start failed early
                server.refuse();
            }
            main.stop();
        } finally {
            deadline.close();
            journal.close();
        }
    }
}
