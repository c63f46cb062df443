package dev.caravan.rotation;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.CurrentConfiguration;
import dev.caravan.configuration.Reading;
import dev.caravan.configuration.SourceSettings;
import dev.caravan.delivery.Conditions;
import dev.caravan.delivery.Deliveries;
import dev.caravan.provider.ProviderSettings;
import dev.caravan.provider.SecretFolder;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
    private final KameletSwap kamelets;
    private final Conditions conditions;
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
        this.kamelets = kamelets;
        this.conditions = conditions;
        this.deliveries = deliveries;
        this.renewed = renewed;
        this.watch = new SecretWatch(secrets(current.get()), this::take);
    }

    /** Watches the secrets that are in use. */
    public void start() {
        watch.start(current.get().secrets().interval());
    }

    @Override
    public void close() {
        watch.close();
    }

    private static Set<SecretFolder> secrets(Configuration configuration) {
        return Stream.concat(
                        configuration.providers().stream().map(ProviderSettings::secret),
                        configuration.door().sources().values().stream().map(SourceSettings::secret))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /** Returns the secrets that were taken in, or refused, for good. */
    Set<SecretFolder> take(Set<SecretFolder> changed) {
        Reading reading = current.get().readAgain();
        Set<SecretFolder> done = new HashSet<>(changed);
        for (ProviderSettings provider : current.get().providers()) {
            provider.secret()
                    .filter(changed::contains)
                    .filter(secret -> !rotated(provider, reading))
                    .ifPresent(done::remove);
        }
        for (SourceSettings source : List.copyOf(current.get().door().sources().values())) {
            if (source.secret().filter(changed::contains).isPresent()) {
                rotate(source, reading);
            }
        }
        return done;
    }

    /** Returns false when it is to be tried again. */
    private boolean rotated(ProviderSettings provider, Reading reading) {
        Optional<String> problems = reading.problemsOf("provider." + provider.name());
        if (problems.isPresent()) {
            refuse(provider, problems.get());
            return true;
        }
        ProviderSettings changed = reading.configuration()
                .provider(provider.name())
                .filter(fresh -> fresh.type().name().equals(provider.type().name()))
                .map(provider::withSecretOf)
                .orElse(provider); // it stands in the properties no more, which is for the next start
        if (changed.equals(provider)) {
            conditions.valid(provider.name());
            return true;
        }
        return replaced(provider, changed);
    }

    private boolean replaced(ProviderSettings provider, ProviderSettings changed) {
        try {
            if (!kamelets.replace(provider, changed)) {
                LOG.warn("Provider {}: an attempt does not end; its changed secret has to wait", provider.name());
                return false;
            }
            renewed.accept(current.change(configuration -> configuration.with(changed)));
            conditions.renewed(provider.name());
            deliveries.resume(provider.name());
            LOG.info("Provider {} goes on with its changed secret", provider.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the gateway is stopping
        } catch (Exception e) {
            // its text may hold what the secret holds
            refuse(
                    provider,
                    "its route cannot be built with them (" + e.getClass().getSimpleName() + ")");
        }
        return true;
    }

    private void refuse(ProviderSettings provider, String why) {
        conditions.invalid(provider.name(), "The changed settings cannot be used, those before stay in force: " + why);
        LOG.warn(
                "Provider {}: its changed secret cannot be used and the one before stays in force: {}",
                provider.name(),
                why);
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
            renewed.accept(current.change(
                    configuration -> configuration.with(configuration.door().with(changed))));
            LOG.info("Source {} goes on with its changed secret", source.name());
        }
    }
}
