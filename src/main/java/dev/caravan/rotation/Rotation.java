package dev.caravan.rotation;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.CurrentConfiguration;
import dev.caravan.configuration.Reading;
import dev.caravan.configuration.SourceSettings;
import dev.caravan.delivery.Conditions;
import dev.caravan.delivery.Deliveries;
import dev.caravan.provider.ProviderSettings;
import dev.caravan.provider.SecretFolder;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes changed secrets in: reads the configuration again, and has whoever uses one of them go on with what it holds now. What
 * cannot be used changes nothing but is told.
 */
public final class Rotation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);

    private final CurrentConfiguration current;
    private final ProviderRotation providers;
    private final Deliveries deliveries;
    private final Consumer<Configuration> renewed;
    private final SecretWatch watch;

    /**
     * Nothing is watched before {@link #start()}.
     *
     * @param current what the gateway runs with, kept so
     * @param renewed is told of every change of it
     */
    public Rotation(
            CurrentConfiguration current,
            KameletSwap kamelets,
            Conditions conditions,
            Deliveries deliveries,
            Consumer<Configuration> renewed) {
        this.current = current;
        this.providers = new ProviderRotation(kamelets, conditions, deliveries, this::change);
        this.deliveries = deliveries;
        this.renewed = renewed;
        this.watch = new SecretWatch(secrets(current.get()), this::take);
    }

    /** Watches the secrets that are in use. */
    public void start() {
        watch.start(current.get().secrets().interval());
        deliveries.onHold(watch::soon);
    }

    @Override
    public void close() {
        watch.close();
    }

    private static Set<SecretFolder> secrets(Configuration configuration) {
        return Stream.concat(
                        configuration.providers().stream().flatMap(provider -> provider.secrets().stream()),
                        configuration.door().sources().values().stream().flatMap(source -> source.secret().stream()))
                .collect(Collectors.toSet());
    }

    /** Returns the secrets that were taken in, or refused, for good. */
    Set<SecretFolder> take(Set<SecretFolder> changed) {
        Reading reading = current.get().readAgain();
        Set<SecretFolder> done = new HashSet<>(changed);
        for (ProviderSettings provider : current.get().providers()) {
            boolean concerned = !Collections.disjoint(provider.secrets(), changed);
            if (concerned && !providers.rotated(provider, reading)) {
                done.removeAll(provider.secrets());
            }
        }
        for (SourceSettings source : List.copyOf(current.get().door().sources().values())) {
            if (source.secret().filter(changed::contains).isPresent()) {
                rotate(source, reading);
            }
        }
        return done;
    }

    private void change(UnaryOperator<Configuration> change) {
        renewed.accept(current.change(change));
    }

    private void rotate(SourceSettings source, Reading reading) {
        Optional<String> problems = reading.problemsOf("source." + source.name());
        if (problems.isPresent()) {
            LOG.warn(
                    "Source {}: its changed secret cannot be used and the one before stays in force: {}",
                    source.name(),
                    problems.get());
            return;
        }
        SourceSettings fresh =
                reading.configuration().door().source(source.name()).orElse(source);
        SourceSettings changed = source.withSecretOf(fresh);
        if (!changed.equals(source)) {
            change(configuration -> configuration.with(configuration.door().with(changed)));
            LOG.info("Source {} goes on with its changed secret", source.name());
        }
    }
}
