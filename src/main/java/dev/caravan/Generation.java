package dev.caravan;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.CurrentConfiguration;
import dev.caravan.configuration.Surroundings;
import dev.caravan.delivery.SlackOptions;
import dev.caravan.door.DoorBeans;
import dev.caravan.door.DoorServer;
import dev.caravan.door.Entrance;
import dev.caravan.door.Problems;
import dev.caravan.edit.StartFault;
import dev.caravan.journal.JournalUnavailableException;
import dev.caravan.journal.LaneStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.jspecify.annotations.Nullable;

/**
 * The routes as they were loaded at one time, in a context of their own, with the beans that they name. The first one has the
 * listeners too, and keeps them when its routes have gone.
 */
final class Generation {
    private static final Problems PROBLEMS =
            new Problems(Map.of(JournalUnavailableException.class, Problems.journalUnavailable()));

    private final Shared shared;
    private final CurrentConfiguration current;
    private final Main main = new LeanMain();
    private final LaneStart lanes = new LaneStart();
    private final Changes changes;
    private volatile Path routes;
    private @Nullable Entrance entrance;
    private @Nullable ProducerTemplate template;

    private Generation(Configuration configuration, Path routes, Shared shared, Runnable renewed) {
        this.shared = shared;
        this.current = new CurrentConfiguration(configuration);
        this.routes = routes;
        this.changes = new Changes(main, current, shared, renewed);
    }

    /** The one whose context has the listeners, for which {@code listeners} are bound; its routes run once it is started. */
    static Generation first(
            Configuration configuration, Path routes, Shared shared, Runnable renewed, Map<String, Object> listeners)
            throws IOException {
        Generation first = new Generation(configuration, routes, shared, renewed);
        first.configure();
        listeners.forEach(first.main::bind);
        first.prepare(context -> first.entrance = DoorBeans.bind(
                        context, first.translation().door(), PROBLEMS, shared.meters(), shared.means())
                .entrance());
        return first;
    }

    /** One that takes nothing in before it is opened. */
    static Generation next(Configuration configuration, Path routes, Shared shared, Runnable renewed, DoorServer server)
            throws IOException {
        Generation next = new Generation(configuration, routes, shared, renewed);
        next.configure();
        CamelProperties.withoutListeners().forEach(next.main::addOverrideProperty);
        next.main.bind("laneStart", next.lanes);
        next.prepare(context -> next.entrance = DoorBeans.bindBehind(
                server, context, next.translation().door(), PROBLEMS, shared.meters(), shared.means()));
        return next;
    }

    /** One that is built and never started; nothing can come in. */
    static Generation idle(Configuration configuration, Path routes, Shared shared) throws IOException {
        Generation idle = new Generation(configuration, routes, shared, () -> {});
        idle.configure();
        CamelProperties.withoutListeners().forEach(idle.main::addOverrideProperty);
        idle.prepare(context ->
                DoorBeans.bindIdle(context, idle.translation().door(), PROBLEMS, shared.meters(), shared.means()));
        return idle;
    }

    private void configure() throws IOException {
        Configuration configuration = current.get();
        main.setDefaultPropertyPlaceholderLocation(configuration.propertyLocations());
        main.setInitialProperties(CamelProperties.defaults());
        CamelProperties.of(configuration, routes).forEach(main::addOverrideProperty);
        new RouteBeans(shared, translation(), changes).all().forEach(main::bind);
        configuration
                .providers()
                .forEach(provider ->
                        main.bind(provider.client(), shared.clients().open(provider)));
    }

    private void prepare(Binding door) {
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport support) {
                prepare(support.getCamelContext(), door);
            }
        });
    }

    private void prepare(CamelContext context, Binding door) {
        try {
            context.getCamelContextExtension().addInterceptStrategy(new CaughtErrors());
            context.getCamelContextExtension().registerEndpointCallback(new SlackOptions());
            context.getCamelContextExtension().registerEndpointCallback(shared.slack());
            door.bind(context);
        } catch (Exception e) {
            throw new IllegalStateException("the door cannot be built", e);
        }
    }

    private Translation translation() {
        return new Translation(current.get());
    }

    /** Asks for the context as soon as there is one. */
    void onContext(Consumer<CamelContext> listener) {
        prepare(listener::accept);
    }

    /** Loads the routes, and makes what they are made of, but starts none of it. */
    void build() throws StartFault {
        try {
            main.init();
            context().init();
        } catch (RuntimeException e) {
            throw diagnosis().of(e);
        }
    }

    /** Loads and starts the routes. */
    void start() throws Exception {
        try {
            main.start();
        } catch (RuntimeException e) {
            throw diagnosis().of(e);
        }
        template = context().createProducerTemplate();
    }

    private Diagnosis diagnosis() {
        return new Diagnosis(context(), current.get(), routes);
    }

    /** Has the lanes of its providers taken over by it; the door is led to it already. */
    void openLanes() {
        lanes.open();
    }

    void watchSecrets() {
        changes.watch();
    }

    void leaveSecrets() {
        changes.close();
    }

    /** Goes on with the same files in another place; only what is read again later is read there. */
    void moveTo(Surroundings surroundings, Path place) {
        current.change(now -> now.from(surroundings));
        routes = place;
        changes.moveTo(place);
    }

    /** With the secrets of now. */
    Configuration configuration() {
        return current.get();
    }

    Path routes() {
        return routes;
    }

    Entrance entrance() {
        return Objects.requireNonNull(entrance, "started");
    }

    /** Sends into its routes. */
    ProducerTemplate template() {
        return Objects.requireNonNull(template, "started");
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** Lets what is on its way finish, then ends the routes and what only they used. */
    void retire(boolean listeners) {
        new Retirement(main, entrance(), current.get().providers()).run(listeners);
        changes.disconnect();
    }

    /** Ends the connections to its providers. */
    void disconnect() {
        changes.disconnect();
    }

    /** Stops it as it is, listeners included. */
    void stop() {
        main.stop();
    }

    private interface Binding {
        void bind(CamelContext context) throws Exception;
    }
}
