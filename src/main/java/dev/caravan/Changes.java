package dev.caravan;

import dev.caravan.client.Clients;
import dev.caravan.client.ProviderClient;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.CurrentConfiguration;
import dev.caravan.delivery.AddressCheck;
import dev.caravan.delivery.AttemptGate;
import dev.caravan.delivery.Conditions;
import dev.caravan.delivery.Deliveries;
import dev.caravan.door.Gate;
import dev.caravan.provider.ProviderSettings;
import dev.caravan.rotation.KameletSwap;
import dev.caravan.rotation.Rotation;
import java.util.List;
import org.apache.camel.main.Main;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/** What may change around a gateway that runs: the secrets it uses, and whether its providers' hosts have addresses. */
final class Changes implements AutoCloseable {
    private final CurrentConfiguration current;
    private final Conditions conditions;
    private final Deliveries deliveries;
    private final LazyExplanations explanations;
    private final Clients clients;
    private final AttemptGate gate = new AttemptGate();
    private final AddressCheck addresses;
    private @Nullable Rotation rotation;

    Changes(
            CurrentConfiguration current,
            Conditions conditions,
            Deliveries deliveries,
            LazyExplanations explanations,
            Clients clients) {
        this.current = current;
        this.conditions = conditions;
        this.deliveries = deliveries;
        this.explanations = explanations;
        this.clients = clients;
        this.addresses = new AddressCheck(this::providers, conditions);
    }

    /** What attempts pass through, for the routes. */
    AttemptGate gate() {
        return gate;
    }

    List<ProviderSettings> providers() {
        return current.get().providers();
    }

    /** A service's answer without the secrets of its provider. */
    String redacted(String provider, String answer) {
        return current.get()
                .provider(provider)
                .map(known -> known.redacted(answer))
                .orElse("…");
    }

    /** To be called once the routes run. */
    void watch(Main main) {
        addresses.start();
        KameletSwap kamelets = new KameletSwap(
                main.getCamelContext(), main.getOverrideProperties(), gate, provider -> bind(main, provider));
        rotation =
                new Rotation(current, kamelets, conditions, deliveries, configuration -> renewed(main, configuration));
        rotation.start();
    }

    /** What a provider's Kamelet names as a bean under the provider's name is bound here, with its settings of now. */
    private void bind(Main main, ProviderSettings provider) {
        Registry beans = main.getCamelContext().getRegistry();
        ProviderClient before = beans.lookupByNameAndType(provider.client(), ProviderClient.class);
        beans.bind(provider.client(), clients.open(provider));
        if (before != null) {
            before.close(); // no attempt is on its way
        }
    }

    private void renewed(Main main, Configuration configuration) {
        Gate door = main.getCamelContext().getRegistry().lookupByNameAndType("gate", Gate.class);
        door.renew(new Translation(configuration).door().sources());
        explanations.close();
        addresses.again();
    }

    /** To be called before anything stops, since it might start again what was stopped. */
    @Override
    public void close() {
        addresses.close();
        if (rotation != null) {
            rotation.close();
        }
    }
}
