package dev.caravan.configuration;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What the gateway runs with at the moment. */
public final class CurrentConfiguration implements Supplier<Configuration> {
    private volatile Configuration configuration;

    public CurrentConfiguration(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public Configuration get() {
        return configuration;
    }

    /** Returns what it runs with from now on. */
    public synchronized Configuration change(UnaryOperator<Configuration> change) {
        configuration = change.apply(configuration);
        return configuration;
    }
}
