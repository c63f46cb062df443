package dev.caravan.explain;

import dev.caravan.configuration.Configuration;
import dev.caravan.event.Park;
import dev.caravan.provider.ProviderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * The gateway's detection, sources and providers without a way out: no server, no journal, and what would leave the process is
 * recorded.
 */
final class DryContext implements AutoCloseable {
    private static final List<String> DETECTION =
            List.of("20-detect.camel.yaml", "21-elements.camel.yaml", "22-unwrap.camel.yaml", "23-binary.camel.yaml");

    private final DefaultCamelContext camel = new DefaultCamelContext(false);
    private final Recording recording = new Recording();

    private DryContext() {
        camel.getCamelContextExtension().setName("caravan-dry");
        camel.disableJMX();
        camel.setLoadHealthChecks(false);
        camel.setStreamCaching(false); // as the gateway has it
        camel.setStartupSummaryLevel(StartupSummaryLevel.Off);
        // a failure is the caller's to tell, not the log's
        camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
        camel.getShutdownStrategy().setTimeout(1);
        camel.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        camel.getCamelContextExtension().registerEndpointCallback(new DryEndpoints(recording));
    }

    /** Whether this file of {@code routes/}, not of a folder in there, is part of it. */
    static boolean loads(String file) {
        return DETECTION.stream().anyMatch(name -> file.equals("routes/" + name));
    }

    /** The routes before the sources', of which an installation need not have all. */
    static Stream<Path> steps(Path routes) {
        return DETECTION.stream().map(routes::resolve);
    }

    /** Detection and sources alone. */
    static DryContext start(Path routes) throws Exception {
        return start(routes, Map.of(), List.of());
    }

    /** With the configured providers. */
    static DryContext start(Path routes, Configuration configuration) throws Exception {
        return start(routes, configuration.camelProperties(), configuration.providers());
    }

    private static DryContext start(Path routes, Map<String, String> properties, List<ProviderSettings> providers)
            throws Exception {
        DryContext dry = new DryContext();
        try {
            dry.configure(routes, properties, providers);
            dry.camel.start();
            return dry;
        } catch (Exception e) {
            dry.close();
            throw e;
        }
    }

    private void configure(Path routes, Map<String, String> properties, List<ProviderSettings> providers)
            throws Exception {
        Properties all = new Properties();
        all.putAll(properties);
        all.setProperty("caravan.routes", routes.toString());
        HttpClientConfigurer none = builder -> {}; // a recording client stands where it would build one
        providers.forEach(provider -> camel.getRegistry().bind(provider.client(), none));
        camel.getPropertiesComponent().setOverrideProperties(all);
        KameletComponent kamelets = camel.getComponent("kamelet", KameletComponent.class);
        kamelets.setNoErrorHandler(true);
        kamelets.setLocation(providers.stream()
                .map(provider -> "file:" + provider.type().folder())
                .distinct()
                .collect(Collectors.joining(",")));
        camel.addRoutes(new Unrecognised());
        PluginHelper.getRoutesLoader(camel).loadRoutes(resources(routes));
    }

    private List<Resource> resources(Path routes) throws IOException {
        List<Resource> resources = new ArrayList<>();
        for (Path file : files(routes)) {
            resources.add(PluginHelper.getResourceLoader(camel).resolveResource("file:" + file));
        }
        return resources;
    }

    private static List<Path> files(Path routes) throws IOException {
        try (Stream<Path> sources = Files.walk(routes.resolve("sources"))) {
            Stream<Path> files = sources.filter(file -> file.toString().endsWith(".camel.yaml"));
            Stream<Path> steps = steps(routes).filter(Files::exists);
            return Stream.concat(steps, files.sorted()).toList();
        }
    }

    DefaultCamelContext camel() {
        return camel;
    }

    Recording recording() {
        return recording;
    }

    @Override
    public void close() {
        camel.stop();
    }

    /** Parks as the gateway does, but into nothing. */
    private static final class Unrecognised extends RouteBuilder {
        @Override
        public void configure() {
            from("direct:unrecognised").routeId("unrecognised").process(new Park(false));
        }
    }
}
