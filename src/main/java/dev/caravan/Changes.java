package dev.caravan;

import dev.caravan.client.ProviderClient;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.CurrentConfiguration;
import dev.caravan.delivery.AttemptGate;
import dev.caravan.door.Gate;
import dev.caravan.provider.ProviderSettings;
import dev.caravan.rotation.KameletSwap;
import dev.caravan.rotation.Rotation;
import java.nio.file.Path;
import org.apache.camel.main.Main;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/** What may change around routes that stay: the secrets they use. */
final class Changes implements AutoCloseable {
    private final Main main;
    private final CurrentConfiguration current;
    private final Shared shared;
    private final Runnable renewed;
    private final AttemptGate gate = new AttemptGate();
    private @Nullable KameletSwap kamelets;
    private @Nullable Rotation rotation;

    /** {@code renewed} is told of every change. */
    Changes(Main main, CurrentConfiguration current, Shared shared, Runnable renewed) {
        this.main = main;
        this.current = current;
        this.shared = shared;
        this.renewed = renewed;
    }

    /** What attempts pass through, for the routes. */
    AttemptGate gate() {
        return gate;
    }

    /** A service's answer without the secrets of its provider. */
    String redacted(String provider, String answer) {
        return current.get()
                .provider(provider)
                .map(known -> known.redacted(answer))
                .orElse("…");
    }

    /** To be called once the routes run. */
    void watch() {
        KameletSwap swap = new KameletSwap(main.getCamelContext(), main.getOverrideProperties(), gate, this::bind);
        kamelets = swap;
        rotation = new Rotation(current, swap, shared.conditions(), shared.deliveries(), this::renewed);
        rotation.start();
    }

    /** Has Kamelets that are made from now on read these routes. */
    void moveTo(Path routes) {
        if (kamelets != null) {
            kamelets.put("caravan.routes", routes.toString());
        }
    }

    /** What a provider's Kamelet names as a bean under the provider's name is bound here, with its settings of now. */
    private void bind(ProviderSettings provider) {
        ProviderClient before = client(provider);
        registry().bind(provider.client(), shared.clients().open(provider));
        if (before != null) {
            before.close(); // no attempt is on its way
        }
    }

    private @Nullable ProviderClient client(ProviderSettings provider) {
        return registry().lookupByNameAndType(provider.client(), ProviderClient.class);
    }

    private Registry registry() {
        return main.getCamelContext().getRegistry();
    }

    private void renewed(Configuration configuration) {
        Gate door = registry().lookupByNameAndType("gate", Gate.class);
        door.renew(new Translation(configuration).door().sources());
        renewed.run();
    }

    /** Ends the connections to providers, once no attempt is on its way. */
    void disconnect() {
        current.get().providers().stream().map(this::client).forEach(client -> {
            if (client != null) {
                client.close();
            }
        });
    }

    /** To be called before anything stops, since it might start again what was stopped. */
    @Override
    public void close() {
        if (rotation != null) {
            rotation.close();
        }
    }
}
