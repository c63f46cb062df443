package dev.caravan;

import dev.caravan.cluster.FluxCluster;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Surroundings;
import dev.caravan.configuration.Taken;
import dev.caravan.delivery.AddressCheck;
import dev.caravan.door.DoorServer;
import dev.caravan.edit.Edits;
import dev.caravan.edit.Running;
import dev.caravan.health.GatewayHealth;
import dev.caravan.keys.SnsRules;
import dev.caravan.management.Management;
import dev.caravan.management.Providers;
import dev.caravan.provider.ProviderSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running gateway: journal, listeners and routes put together from the configuration. */
public final class Gateway implements Running, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final Shared shared;
    private final GatewayHealth health;
    private final LazyExplanations explanations;
    private final AddressCheck addresses;
    private final Management management;
    private final Generation first;
    private @Nullable Generations generations;
    private @Nullable Edits edits;
    private volatile @Nullable ClusterChanges cluster;

    private Gateway(Configuration configuration, Path routes, Shared shared) throws IOException {
        this.shared = shared;
        this.health = new GatewayHealth(shared.journal());
        this.explanations = new LazyExplanations(
                () -> current().configuration(), () -> current().routes());
        this.addresses = new AddressCheck(this::providers, shared.conditions());
        this.management = new Management(
                configuration,
                shared.journal(),
                new Providers(
                        this::providers, this::objects, shared.conditions(), shared.lastAttempts(), shared.journal()),
                shared.ulids());
        this.first = Generation.first(
                configuration,
                routes,
                shared,
                this::renewed,
                Map.of("managementListener", management.factory(), "gatewayHealth", health));
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
        Gateway gateway = build(configuration, routes, Shared.open(configuration, sns));
        try {
            gateway.start(configuration);
            return gateway;
        } catch (Exception e) {
            gateway.closeAfter(e);
            throw e;
        }
    }

    private static Gateway build(Configuration configuration, Path routes, Shared shared) throws IOException {
        try {
            return new Gateway(configuration, routes, shared);
        } catch (IOException | RuntimeException e) {
            shared.close();
            throw e;
        }
    }

    private void start(Configuration configuration) throws Exception {
        configuration.leftOut().forEach(what -> LOG.info("{}", what));
        shared.meters()
                .expect(
                        new Translation(configuration).providers(),
                        configuration.door().sources().keySet());
        first.onContext(health::setCamelContext);
        first.start();
        generations = new Generations(first, shared, server(), this::renewed);
        management.explain(explanations);
        management.serve(first.context(), () -> current().template());
        addresses.start();
        first.watchSecrets();
    }

    /** What half a gateway says when it is closed must not hide why it is only half. */
    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    private Generation current() {
        return generations == null ? first : generations.current();
    }

    private List<ProviderSettings> providers() {
        return current().configuration().providers();
    }

    /** Those of the cluster, whatever became of them. */
    private Collection<Taken> objects() {
        ClusterChanges followed = cluster;
        return followed == null
                ? configuration().cluster().objects().values()
                : followed.objects().values();
    }

    private void renewed() {
        explanations.close();
        addresses.again();
        followCluster();
    }

    private void followCluster() {
        ClusterChanges followed = cluster;
        if (followed != null) {
            followed.follow();
        }
    }

    /** Takes edits in from now on, and shows in the API and as a metric what becomes of them. */
    public void follow(Edits followed) {
        management.routes(followed::state);
        shared.gauges().watchEdits(followed::inForce);
        edits = followed;
        followed.start();
        if (configuration().surroundings().cluster() instanceof FluxCluster found) {
            cluster = new ClusterChanges(found, this, () -> current().routes(), shared.conditions(), followed::inTurn);
            followCluster();
        }
    }

    @Override
    public Configuration configuration() {
        return current().configuration();
    }

    @Override
    public void replace(Configuration configuration, Path routes) throws Exception {
        if (generations != null) {
            generations.replace(configuration, routes);
        }
    }

    @Override
    public void moveTo(Surroundings surroundings, Path routes) {
        current().moveTo(surroundings, routes);
    }

    /** The door as it listens. */
    public DoorServer server() {
        return first.context().getRegistry().lookupByNameAndType("doorServer", DoorServer.class);
    }

    /** The listener of health, metrics and the API. */
    public Management management() {
        return management;
    }

    CamelContext context() {
        return current().context();
    }

    /** Not ready, the door closed, what is in flight finished or kept; then everything is released. */
    @Override
    public void close() {
        health.stopping();
        if (edits != null) {
            edits.close();
        }
        if (configuration().surroundings().cluster() instanceof FluxCluster found) {
            found.close();
        }
        addresses.close();
        current().leaveSecrets();
        try {
            DoorServer server = first.context() == null ? null : server();
            if (server != null) { // there is none yet when the start failed early
                server.refuse();
            }
            if (generations == null) {
                first.stop();
            } else {
                generations.close();
            }
        } finally {
            explanations.close();
            shared.close();
        }
    }
}
