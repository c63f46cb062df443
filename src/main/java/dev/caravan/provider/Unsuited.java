package dev.caravan.provider;

import dev.caravan.jsonata.Documents;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which events a provider's type has nothing to say to: the annotation {@code caravan.dev/unless} of its Kamelet. */
public final class Unsuited {
    private final Map<String, Function<Object, @Nullable Object>> reasons = new HashMap<>();

    /**
     * Compiles what the types of these providers say.
     *
     * @throws dev.caravan.jsonata.JsonataException when that is not valid JSONata
     */
    public Unsuited(Collection<ProviderSettings> providers) {
        Map<String, Function<Object, @Nullable Object>> types = new HashMap<>();
        for (ProviderSettings provider : providers) {
            ProviderType type = provider.type();
            if (!type.unless().isEmpty()) {
                reasons.put(
                        provider.name(),
                        types.computeIfAbsent(
                                type.name(), name -> Documents.function("unless of type " + name, type.unless())));
            }
        }
    }

    /** Why the event is not for this provider; empty when it is. {@code event} holds the alert's metadata already. */
    public Optional<String> why(String provider, Map<String, Object> event) {
        Function<Object, @Nullable Object> reason = reasons.get(provider);
        if (reason == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(reason.apply(event)).map(String::valueOf).filter(text -> !text.isEmpty());
    }
}
