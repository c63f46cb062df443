package dev.caravan.door;

import dev.caravan.authentication.Means;
import dev.caravan.authentication.SourceAuth;
import dev.caravan.provider.Secret;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The real door with its two route files; behind it, stubs that accept everything. */
final class RunningDoor implements AutoCloseable {
    final DefaultCamelContext context = new DefaultCamelContext();
    final Queue<String> rejections = new ConcurrentLinkedQueue<>();
    final Queue<String> recorded = new ConcurrentLinkedQueue<>();
    final DoorServer server;
    volatile Map<String, Object> headersSeen = Map.of();
    volatile Object requestSeen = "";

    RunningDoor(DoorSettings settings, Limits limits, RouteBuilder stubs) throws Exception {
        this(settings, limits, stubs, Clock.systemUTC());
    }

    RunningDoor(DoorSettings settings, Limits limits, RouteBuilder stubs, Clock clock) throws Exception {
        context.getRegistry().bind("unmapped", new dev.caravan.event.Unmapped());
        context.getRegistry().bind("countReceived", (org.apache.camel.Processor) exchange -> {});
        server = DoorBeans.bind(
                context,
                settings,
                new Problems(Map.of()),
                (source, code) -> rejections.add(source + " " + code),
                Means.offline(clock),
                limits);
        load("routes/policy/receive.camel.yaml");
        load("routes/10-receive.camel.yaml");
        load("routes/24-leftover.camel.yaml");
        context.addRoutes(stubs);
        context.addRoutes(watching());
        context.start();
    }

    private void load(String file) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:" + file));
    }

    static DoorSettings settings() {
        return settings(List.of(), Map.of());
    }

    static DoorSettings settings(List<String> tokens, Map<String, SourceAuth> sources) {
        return new DoorSettings(
                "127.0.0.1", 0, 1024 * 1024, tokens, sources, Set.of("acr", "flux"), Map.of(), Map.of());
    }

    static SourceAuth auth(String scheme, String token) {
        return new SourceAuth(scheme, Map.of("token", new Secret(token)), Map.of());
    }

    static RouteBuilder stubs() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:detect").process(exchange -> {
                    if (exchange.getVariable("source") == null) {
                        exchange.setVariable("source", "acr");
                    }
                });
                from("direct:record-stub").process(exchange -> {
                    exchange.setVariable("id", "01J0");
                    exchange.setVariable("status", "accepted");
                });
            }
        };
    }

    private RouteBuilder watching() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:record")
                        .process(exchange -> {
                            recorded.add(exchange.getVariable("payload", String.class));
                            headersSeen = Map.copyOf(exchange.getMessage().getHeaders());
                            requestSeen = exchange.getVariable("request");
                        })
                        .to("direct:record-stub");
            }
        };
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        context.stop();
    }
}
