package dev.caravan;

import dev.caravan.configuration.Configuration;
import dev.caravan.explain.Explainer;
import dev.caravan.management.Explanations;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Explains payloads for the management API; its dry routes are built when somebody first asks. */
final class LazyExplanations implements Explanations, AutoCloseable {
    private final Supplier<Configuration> configuration;
    private final Supplier<Path> routes;
    private @Nullable Explainer explainer;

    LazyExplanations(Supplier<Configuration> configuration, Supplier<Path> routes) {
        this.configuration = configuration;
        this.routes = routes;
    }

    @Override
    public synchronized String explain(byte[] body, Map<String, String> headers, @Nullable String source) {
        return opened().explain(body, headers, source).toJson();
    }

    private Explainer opened() {
        if (explainer == null) {
            try {
                explainer = Explainer.open(configuration.get(), routes.get());
            } catch (Exception e) {
                throw new IllegalStateException("the dry routes cannot be built", e);
            }
        }
        return explainer;
    }

    /** What is explained from now on is explained with the configuration and the routes of now. */
    @Override
    public synchronized void close() {
        if (explainer != null) {
            explainer.close();
            explainer = null;
        }
    }
}
