package dev.caravan.door;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;

/** Lets no request header in, and only the answer's own fields out. */
final class DoorHeaders implements HeaderFilterStrategy {
    private static final Set<String> OUT =
            Set.of("accept-post", "allow", "retry-after", "webhook-allowed-origin", "www-authenticate");

    @Override
    public boolean applyFilterToCamelHeaders(String name, @Nullable Object value, @Nullable Exchange exchange) {
        return !OUT.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, @Nullable Object value, @Nullable Exchange exchange) {
        return true;
    }
}
