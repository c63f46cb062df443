package dev.caravan.rotation;

import dev.caravan.delivery.AttemptGate;
import dev.caravan.provider.KameletProperties;
import dev.caravan.provider.ProviderSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/**
 * Replaces the route that a provider's Kamelet has become. The lane and the attempt stay as they are, and with them the order,
 * the rate and the pauses: they find the Kamelet anew by its name.
 */
public final class KameletSwap {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ModelCamelContext camel;
    private Properties properties;
    private final AttemptGate gate;
    private final Beans beans;

    /** {@code properties} are those that Camel has as its strongest. */
    public KameletSwap(CamelContext camel, Properties properties, AttemptGate gate, Beans beans) {
        this.camel = (ModelCamelContext) camel;
        this.properties = properties;
        this.gate = gate;
        this.beans = beans;
    }

    /**
     * Goes on with other settings, or with the old ones when the new fail.
     *
     * @return false, and nothing has changed, when an attempt does not end
     * @throws RouteLostException when the old ones fail too, so that there is no route at all
     */
    boolean replace(ProviderSettings old, ProviderSettings changed) throws Exception {
        return gate.whileClosed(old.name(), old.timeout().plus(GRACE), () -> {
            try {
                build(changed);
            } catch (Exception e) {
                restore(old);
                throw e;
            }
        });
    }

    private void restore(ProviderSettings old) throws RouteLostException {
        try {
            build(old);
        } catch (Exception e) {
            throw new RouteLostException(e);
        }
    }

    private void build(ProviderSettings provider) throws Exception {
        String instance = "provider-" + provider.name();
        String uri = "kamelet:" + provider.type().name() + "/" + instance;
        set(provider);
        beans.bind(provider);
        remove(instance);
        camel.removeEndpoints(uri);
        make(instance, uri);
    }

    /** An endpoint that is made now makes its route, from the properties of now. Of half a route nothing is left. */
    private void make(String instance, String uri) throws Exception {
        Set<String> before = new HashSet<>(camel.getComponentNames());
        try {
            camel.getEndpoint(uri);
        } catch (Exception e) {
            RouteDefinition half = camel.getRouteDefinition(instance);
            if (half != null) {
                camel.removeRouteDefinition(half);
            }
            Set<String> made = new HashSet<>(camel.getComponentNames());
            made.removeAll(before);
            made.forEach(camel::removeComponent);
            throw e;
        }
    }

    /** Camel reads these properties whenever it makes an endpoint; a key that is gone must go here too. */
    private void set(ProviderSettings provider) {
        String prefix = KameletProperties.prefix(provider);
        Properties all = new Properties();
        all.putAll(properties);
        all.keySet().removeIf(key -> key.toString().startsWith(prefix));
        all.putAll(KameletProperties.of(provider));
        camel.getPropertiesComponent().setOverrideProperties(all); // whole: others read them meanwhile
        properties = all;
    }

    private void remove(String instance) throws Exception {
        RouteDefinition route = camel.getRouteDefinition(instance);
        if (route == null) {
            return;
        }
        Set<String> components = own(route);
        camel.removeRouteDefinition(route);
        components.forEach(camel::removeComponent);
    }

    /** The components that a Kamelet has for itself stand in the context under names of their own, where Camel leaves them. */
    private Set<String> own(RouteDefinition route) {
        Set<?> beans = route.getRouteTemplateContext().getLocalBeanRepository().findByType(Object.class);
        Set<String> names = new HashSet<>(camel.getComponentNames());
        names.removeIf(name -> !beans.contains(camel.hasComponent(name)));
        return names;
    }

    /** Makes what a provider's Kamelet names as a bean, under the provider's name, in place of what was there. */
    public interface Beans {
        void bind(ProviderSettings provider) throws Exception;
    }
}
