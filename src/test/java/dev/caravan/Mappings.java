package dev.caravan;

import dev.caravan.event.Park;
import dev.caravan.event.UnsoundException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/** The real detection and the real sources, without door and journal. */
final class Mappings implements AutoCloseable {
    final DefaultCamelContext context = new DefaultCamelContext();

    /** By default the sources are quiet. */
    Mappings() throws Exception {
        this(false);
    }

    Mappings(boolean noise) throws Exception {
        Samples.sources()
                .forEach(source -> context.getPropertiesComponent()
                        .addInitialProperty("source." + source + ".noise", Boolean.toString(noise)));
        context.getPropertiesComponent().addInitialProperty("caravan.routes", RunningGateway.ROUTES.toString());
        context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
        load("20-detect.camel.yaml");
        load("21-elements.camel.yaml");
        load("22-unwrap.camel.yaml");
        load("23-binary.camel.yaml");
        for (String source : Samples.sources()) {
            load("sources/" + source + "/" + source + ".camel.yaml");
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:unrecognised").process(new Park(false)).setBody(constant((Object) null));
            }
        });
        context.start();
    }

    private void load(String file) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(
                        ResourceHelper.resolveMandatoryResource(context, "file:" + RunningGateway.ROUTES + "/" + file));
    }

    /**
     * What came out.
     *
     * @param format by whose predicate the payload was recognised; {@code none} for what nobody recognises
     * @param source whose event it is, which for a wrapper is that of its content
     */
    record Mapped(String format, String source, @Nullable Object event) {}

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
        if (ObjectHelper.getException(UnsoundException.class, exchange.getException()) != null) {
            exchange.getMessage().setBody(null); // parked
        } else if (exchange.getException() != null) {
            throw exchange.getException();
        }
        String source = exchange.getVariable("source", "none", String.class);
        Object format = exchange.getVariable("wrappers") instanceof List<?> wrappers ? wrappers.get(0) : source;
        return new Mapped(String.valueOf(format), source, exchange.getMessage().getBody());
    }

    @Override
    public void close() {
        context.stop();
    }
}
