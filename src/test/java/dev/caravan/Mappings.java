package dev.caravan;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/** The real detection and the real sources, without door and journal. */
final class Mappings implements AutoCloseable {
    final DefaultCamelContext context = new DefaultCamelContext();

    Mappings() throws Exception {
        context.getPropertiesComponent().addInitialProperty("caravan.routes", RunningGateway.ROUTES.toString());
        load("20-detect.camel.yaml");
        for (String source : Samples.sources()) {
            load("sources/" + source + "/" + source + ".camel.yaml");
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:unrecognised").setBody(constant((Object) null)).setVariable("source", constant("none"));
            }
        });
        context.start();
    }

    private void load(String file) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(
                        ResourceHelper.resolveMandatoryResource(context, "file:" + RunningGateway.ROUTES + "/" + file));
    }

    /** What came out; the source is {@code none} for what nobody recognises. */
    record Mapped(String source, @Nullable Object event) {}

    Mapped detect(Object payload) throws Exception {
        return send("direct:detect", payload);
    }

    /** Past the predicate, so that the mapping sees what it would never be given. */
    Mapped map(String source, Object payload) throws Exception {
        return send("direct:" + source, payload);
    }

    private Mapped send(String to, Object payload) throws Exception {
        Exchange exchange = context.createFluentProducerTemplate()
                .to(to)
                .withVariable("payload", Samples.json(payload))
                .withBody(payload)
                .send();
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return new Mapped(
                exchange.getVariable("source", "none", String.class),
                exchange.getMessage().getBody());
    }

    @Override
    public void close() {
        context.stop();
    }
}
