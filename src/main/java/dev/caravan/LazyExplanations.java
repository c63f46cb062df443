package dev.caravan;

import dev.caravan.configuration.Configuration;
import dev.caravan.explain.Explainer;
import dev.caravan.management.Explanations;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Explains payloads for the management API; its dry routes are built when somebody first asks. */
final class LazyExplanations implements Explanations, AutoCloseable {
    private final Configuration configuration;
    private final Path routes;
    private @Nullable Explainer explainer;

    LazyExplanations(Configuration configuration, Path routes) {
        this.configuration = configuration;
        this.routes = routes;
    }

    @Override
    public String explain(byte[] body, Map<String, String> headers, @Nullable String source) {
        return opened().explain(body, headers, source).toJson();
    }

    private synchronized Explainer opened() {
        if (explainer == null) {
            try {
                explainer = Explainer.open(configuration, routes);
            } catch (Exception e) {
                throw new IllegalStateException("the dry routes cannot be built", e);
            }
        }
        return explainer;
    }

    @Override
    public synchronized void close() {
        if (explainer != null) {
            explainer.close();
        }
    }
}
