package dev.caravan;

import dev.caravan.door.Entrance;
import dev.caravan.provider.ProviderSettings;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.ShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of routes that others have followed. Requests have their answers first; then the lanes' waits between two attempts end, and
 * attempts that are on their way have as long as their time-outs are.
 */
record Retirement(Main main, Entrance entrance, List<ProviderSettings> providers) {
    private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);
    private static final Duration REQUESTS = Duration.ofSeconds(15);
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** {@code listeners} says that the context has some, which stay. */
    void run(boolean listeners) {
        try {
            if (!entrance.close(REQUESTS)) {
                LOG.warn("Requests have hung in replaced routes for {} s; they are cut", REQUESTS.toSeconds());
            }
            ModelCamelContext camel = (ModelCamelContext) main.getCamelContext();
            ShutdownStrategy strategy = camel.getShutdownStrategy();
            long before = strategy.getTimeout();
            strategy.setTimeout(longestAttempt().plus(GRACE).toSeconds());
            strategy.shutdown(camel, camel.getCamelContextExtension().getRouteStartupOrder());
            strategy.setTimeout(before);
            if (listeners) {
                remove(camel);
            } else {
                main.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("Replaced routes did not end in order ({})", e.getClass().getSimpleName());
        }
    }

    private Duration longestAttempt() {
        return providers.stream()
                .map(ProviderSettings::timeout)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static void remove(ModelCamelContext camel) throws Exception {
        for (RouteDefinition route : List.copyOf(camel.getRouteDefinitions())) {
            camel.removeRouteDefinition(route);
        }
        camel.removeRouteTemplates("*");
    }
}
