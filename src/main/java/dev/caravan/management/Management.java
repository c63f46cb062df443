package dev.caravan.management;

import dev.caravan.configuration.Configuration;
import dev.caravan.door.Ulid;
import dev.caravan.journal.Journal;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.MainHttpServerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The management listener: Camel's own, which serves {@code /observe/health} and {@code /observe/metrics}, with the API beside
 * them. With {@code management.token} set, everything but health demands it.
 */
public final class Management {
    private final Configuration configuration;
    private final Journal journal;
    private final Providers providers;
    private final Ulid ulids;
    private final Answers answers;
    private volatile @Nullable Explanations explanations;
    private volatile @Nullable Supplier<Map<String, Object>> routes;
    private @Nullable VertxPlatformHttpRouter router;

    public Management(Configuration configuration, Journal journal, Providers providers, Ulid ulids) {
        this.configuration = configuration;
        this.journal = journal;
        this.providers = providers;
        this.ulids = ulids;
        this.answers = new Answers(ulids);
    }

    /** What makes Camel's listener; to be found in the registry when Camel starts. */
    public MainHttpServerFactory factory() {
        return new GuardedListener(new Guard(configuration.management().token(), answers));
    }

    /** Sets what answers {@code POST /api/explain}; without it the answer is 501. */
    public void explain(Explanations given) {
        explanations = given;
    }

    /** Sets what answers {@code GET /api/routes}; without it the answer is 501. */
    public void routes(Supplier<Map<String, Object>> given) {
        routes = given;
    }

    /** Serves the API; to be called once the routes run. {@code replays} sends to the routes of the moment. */
    public void serve(CamelContext context, Supplier<ProducerTemplate> replays) {
        String name = VertxPlatformHttpRouter.getRouterNameFromPort(
                configuration.management().port());
        router = Objects.requireNonNull(VertxPlatformHttpRouter.lookup(context, name));
        DeadLetters letters = new DeadLetters(journal);
        Replay replay = new Replay(journal, letters, replays, ulids);
        new Api(router, answers, configuration.door().maxBody())
                .get("/api/providers", request -> providers.list())
                .get("/api/routes", request -> routes())
                .get("/api/events", new Events(journal)::list)
                .get("/api/dead-letters", letters::list)
                .get("/api/dead-letters/:id", letters::show)
                .delete("/api/dead-letters/:id", letters::forget)
                .post("/api/dead-letters/:id/replay", replay::replay)
                .post("/api/explain", this::explain)
                .known("/observe/health")
                .known("/observe/health/live")
                .known("/observe/health/ready")
                .known("/observe/metrics")
                .close();
    }

    /** The port it listens on. */
    public int port() {
        return Objects.requireNonNull(router, "not serving").getServer().getPort();
    }

    private Reply routes() {
        Supplier<Map<String, Object>> known = routes;
        if (known == null) {
            throw ApiProblems.NO_EDITS.exception();
        }
        return Reply.ok(known.get());
    }

    private Reply explain(RoutingContext request) {
        Explanations known = explanations;
        if (known == null) {
            throw ApiProblems.NOT_BUILT.exception();
        }
        Map<String, String> headers = new HashMap<>();
        request.request().headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        byte[] body = request.body().buffer() == null
                ? new byte[0]
                : request.body().buffer().getBytes();
        return Reply.json(known.explain(body, headers, request.request().getParam("source")));
    }
}
