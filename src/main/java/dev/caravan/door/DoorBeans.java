package dev.caravan.door;

import dev.caravan.authentication.Means;
import io.vertx.core.Vertx;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.spi.Registry;

/** Puts the door into a context, before its routes are loaded. */
public final class DoorBeans {
    private DoorBeans() {}

    /**
     * Binds {@code gate}, {@code door}, {@code doorJson}, {@code doorAdmission}, {@code doorQuota}, {@code doorConfirm}, {@code doorAnswer}, {@code doorProblem},
     * {@code doorHeaders} and the engine of {@code platform-http}, and adds the server, which listens once the context
     * starts.
     *
     * @throws IllegalArgumentException when a source names an unknown scheme or has an empty secret
     */
    public static DoorServer bind(
            CamelContext context, DoorSettings settings, Problems problems, Rejections rejections, Means means)
            throws Exception {
        return bind(context, settings, problems, rejections, means, Limits.standard());
    }

    static DoorServer bind(
            CamelContext context,
            DoorSettings settings,
            Problems problems,
            Rejections rejections,
            Means means,
            Limits limits)
            throws Exception {
        Refusals refusals = new Refusals(problems, rejections);
        Entrance entrance = new Entrance(new Gate(settings, means));
        DoorServer server = new DoorServer(settings, limits, refusals, vertx(context), entrance);
        bind(context.getRegistry(), settings, refusals, means, entrance, new DoorEngine(server, entrance));
        context.getRegistry().bind("doorServer", server);
        context.addService(server);
        return server;
    }

    /**
     * Binds the same into another context, in front of the server that there is; returns the way there, which is to be the server's
     * once the context runs.
     */
    public static Entrance bindBehind(
            DoorServer server,
            CamelContext context,
            DoorSettings settings,
            Problems problems,
            Rejections rejections,
            Means means) {
        Gate gate = server.entrance().gate().followedBy(settings);
        Entrance entrance = new Entrance(gate);
        Refusals refusals = new Refusals(problems, rejections);
        bind(context.getRegistry(), settings, refusals, means, entrance, new DoorEngine(server, entrance));
        return entrance;
    }

    /** Binds the same into a context that is never started, and without a server. */
    public static void bindIdle(
            CamelContext context, DoorSettings settings, Problems problems, Rejections rejections, Means means) {
        Entrance entrance = new Entrance(new Gate(settings, means));
        Refusals refusals = new Refusals(problems, rejections);
        bind(context.getRegistry(), settings, refusals, means, entrance, new IdleEngine());
    }

    private static void bind(
            Registry registry,
            DoorSettings settings,
            Refusals refusals,
            Means means,
            Entrance entrance,
            PlatformHttpEngine engine) {
        Gate gate = entrance.gate();
        registry.bind("gate", gate);
        registry.bind("door", new Deferred(new Door(gate, new MediaTypes(settings.dialects()))));
        registry.bind("doorAdmission", new Deferred(new DoorAdmission(gate)));
        registry.bind("doorQuota", new DoorQuota(settings.quotas(), System::nanoTime));
        registry.bind("doorConfirm", new DoorConfirm(gate, means.fetch()));
        registry.bind("doorAnswer", new DoorAnswer());
        registry.bind("doorProblem", new DoorProblem(refusals, gate));
        registry.bind("doorHeaders", new DoorHeaders());
        registry.bind("doorJson", DoorJson.mapper(settings.maxBody()));
        registry.bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, PlatformHttpEngine.class, engine);
    }

    /** One Vert.x for the door and the management listener, which looks it up by its type. */
    private static Vertx vertx(CamelContext context) throws Exception {
        Vertx vertx = Vertx.vertx();
        context.getRegistry().bind("vertx", Vertx.class, vertx);
        context.addService(new VertxService(vertx));
        return vertx;
    }
}
