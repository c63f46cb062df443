package dev.caravan.rotation;

import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Reading;
import dev.caravan.delivery.Conditions;
import dev.caravan.delivery.Deliveries;
import dev.caravan.provider.ProviderSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a provider go on with what its secrets hold now, or with what it had, and says which. */
final class ProviderRotation {
    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);
    /** Of a lane without a route; what ends it is a route. */
    private static final Duration HOLD = Duration.ofDays(365);

    private final KameletSwap kamelets;
    private final Conditions conditions;
    private final Deliveries deliveries;
    private final Consumer<UnaryOperator<Configuration>> change;
    /** The providers that have no route. */
    private final Set<String> lost = new HashSet<>();

    ProviderRotation(
            KameletSwap kamelets,
            Conditions conditions,
            Deliveries deliveries,
            Consumer<UnaryOperator<Configuration>> change) {
        this.kamelets = kamelets;
        this.conditions = conditions;
        this.deliveries = deliveries;
        this.change = change;
    }

    /** Returns false when it is to be tried again. */
    boolean rotated(ProviderSettings provider, Reading reading) {
        Optional<String> problems = reading.problemsOf("provider." + provider.name());
        if (problems.isPresent()) {
            return refused(provider, problems.get());
        }
        ProviderSettings changed = reading.configuration()
                .provider(provider.name())
                .filter(fresh -> fresh.type().name().equals(provider.type().name()))
                .map(provider::withSecretOf)
                .orElse(provider); // it stands in the properties no more, which is for the next start
        if (changed.equals(provider) && !lost.contains(provider.name())) {
            conditions.valid(provider.name());
            return true;
        }
        return replaced(provider, changed);
    }

    /** What stays in force may have to be built again first. */
    private boolean refused(ProviderSettings provider, String problems) {
        boolean inForce = !lost.contains(provider.name()) || replaced(provider, provider);
        if (inForce) {
            refuse(provider, problems);
        }
        return inForce;
    }

    private boolean replaced(ProviderSettings provider, ProviderSettings changed) {
        try {
            if (!kamelets.replace(provider, changed)) {
                LOG.warn("Provider {}: an attempt does not end; its changed secret has to wait", provider.name());
                return false;
            }
            change.accept(configuration -> configuration.with(changed));
            conditions.renewed(provider.name());
            lost.remove(provider.name());
            deliveries.resume(provider.name());
            LOG.info("Provider {} goes on with its changed secret", provider.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the gateway is stopping
        } catch (RouteLostException e) {
            lose(provider);
            return false;
        } catch (Exception e) {
            restored(provider);
            // its text may hold what the secret holds
            refuse(
                    provider,
                    "its route cannot be built with them (" + e.getClass().getSimpleName() + ")");
        }
        return true;
    }

    private void restored(ProviderSettings provider) {
        if (lost.remove(provider.name())) {
            deliveries.resume(provider.name());
        }
    }

    /** Its events wait: sent to a route that is not there they would only fail. */
    private void lose(ProviderSettings provider) {
        deliveries.hold(provider.name(), HOLD);
        if (lost.add(provider.name())) {
            conditions.invalid(
                    provider.name(),
                    "It has no route: none can be built, neither with the changed settings nor with those before."
                            + " Events wait, and building it is tried again and again: correct its secret or its template.");
            LOG.error("Provider {}: its route is gone and cannot be built again; its events wait", provider.name());
        }
    }

    private void refuse(ProviderSettings provider, String why) {
        conditions.invalid(provider.name(), "The changed settings cannot be used, those before stay in force: " + why);
        LOG.warn(
                "Provider {}: its changed secret cannot be used and the one before stays in force: {}",
                provider.name(),
                why);
    }
}
