package dev.caravan;

import dev.caravan.cluster.FluxCluster;
import dev.caravan.cluster.Ready;
import dev.caravan.configuration.ClusterSettings;
import dev.caravan.configuration.Configuration;
import dev.caravan.configuration.Reading;
import dev.caravan.configuration.Taken;
import dev.caravan.delivery.Condition;
import dev.caravan.delivery.Conditions;
import dev.caravan.edit.Running;
import dev.caravan.edit.StartFault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes changed objects of the cluster in while the gateway runs, as edits are, and in turn with them. What is wrong with an object
 * changes nothing but is told: in the log, by the API and on the object.
 */
final class ClusterChanges {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterChanges.class);

    private final FluxCluster cluster;
    private final Running gateway;
    private final Supplier<Path> routes;
    private final Conditions conditions;
    private final Executor turn;
    /** Those that still have to be tried by themselves. */
    private final Set<String> untried = ConcurrentHashMap.newKeySet();

    private volatile Map<String, Taken> objects;
    private List<String> told = List.of();

    /** {@code turn} does one thing after the other. */
    ClusterChanges(FluxCluster cluster, Running gateway, Supplier<Path> routes, Conditions conditions, Executor turn) {
        this.cluster = cluster;
        this.gateway = gateway;
        this.routes = routes;
        this.conditions = conditions;
        this.turn = turn;
        this.objects = gateway.configuration().cluster().objects();
    }

    /** Follows what the configuration of now names; to be called whenever that is another. */
    void follow() {
        ClusterSettings settings = gateway.configuration().cluster();
        if (settings.on()) {
            cluster.follow(settings.namespaces(), () -> turn.execute(this::take));
        } else {
            cluster.close();
        }
    }

    /** What is known of the objects, by their ids. */
    Map<String, Taken> objects() {
        return objects;
    }

    private void take() {
        Configuration now = gateway.configuration();
        Reading reading = now.readAgain();
        if (!reading.problems().isEmpty()) {
            tell(List.of("Changed objects of the cluster have to wait, something else is wrong: "
                    + reading.problems().get(0)));
            return;
        }
        Configuration next = reading.configuration();
        if (!next.cluster().isInForceAs(now.cluster()) && !replaced(now, next)) {
            return; // asked once more, without what is of no use
        }
        objects = next.cluster().objects();
        cluster.forgetUnusable(objects.keySet());
        mark(objects);
        cluster.tell(this::conditions);
    }

    private boolean replaced(Configuration now, Configuration next) {
        try {
            long begun = System.nanoTime();
            gateway.replace(next, routes.get());
            LOG.info(
                    "Objects of the cluster taken in, after {} ms: {}",
                    (System.nanoTime() - begun) / 1_000_000,
                    String.join(", ", changed(now, next).keySet()));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the gateway is stopping
        } catch (Exception e) {
            suspect(
                    changed(now, next),
                    "it cannot be started: " + StartFault.of(e).what());
        }
        return false;
    }

    private static Map<String, Taken> changed(Configuration now, Configuration next) {
        Map<String, Taken> changed = new TreeMap<>(next.cluster().inForce());
        now.cluster().inForce().forEach((id, before) -> {
            boolean same =
                    changed.containsKey(id) && changed.get(id).properties().equals(before.properties());
            if (same) {
                changed.remove(id);
            } else {
                changed.putIfAbsent(id, before);
            }
        });
        return changed;
    }

    /** Nobody says whose fault it is: all of them are left as they were, and tried again one by one. */
    private void suspect(Map<String, Taken> changed, String why) {
        Map<String, Taken> suspects = new TreeMap<>(changed);
        suspects.values().removeIf(object -> !object.isAsItIs());
        suspects.forEach((id, object) -> cluster.setUnusable(object.refused(why)));
        if (suspects.size() > 1) {
            untried.addAll(suspects.keySet());
            suspects.keySet().forEach(id -> turn.execute(() -> retry(id)));
        } else if (!suspects.isEmpty()) {
            turn.execute(this::take);
        } else {
            tell(List.of("Objects that have gone from the cluster cannot be taken out: " + why));
        }
    }

    private void retry(String id) {
        untried.remove(id);
        cluster.setUsable(id);
        take();
    }

    /** A provider that goes on as it was says so where all others say how they are. */
    private void mark(Map<String, Taken> taken) {
        taken.values().stream()
                .filter(Taken::isInForce)
                .filter(Taken::isProvider)
                .forEach(object -> {
                    if (object.isAsItIs()) {
                        conditions.valid(object.name());
                    } else {
                        conditions.invalid(object.name(), staysAsItWas(object));
                    }
                });
        tell(taken.values().stream()
                .filter(object -> !object.isAsItIs() && !untried.contains(object.id()))
                .map(object -> object.id()
                        + (object.isInForce() ? " stays as it was: " : " is not taken: ")
                        + object.problem())
                .sorted()
                .toList());
    }

    private static String staysAsItWas(Taken object) {
        return "The object cannot be used as it is, and what it was before stays in force: " + object.problem();
    }

    /** Once each. */
    private void tell(List<String> faults) {
        faults.stream().filter(fault -> !told.contains(fault)).forEach(fault -> LOG.warn("{}", fault));
        told = faults;
    }

    private Map<String, Ready> conditions() {
        return objects.values().stream()
                .filter(object -> !untried.contains(object.id()))
                .collect(Collectors.toMap(Taken::id, this::ready));
    }

    private Ready ready(Taken object) {
        if (!object.isAsItIs()) {
            return new Ready(
                    "False", "InvalidConfiguration", object.isInForce() ? staysAsItWas(object) : object.problem());
        }
        if (!object.isProvider()) {
            return new Ready("True", "Succeeded", "Initialized");
        }
        Condition condition = conditions.ready(object.name());
        return new Ready(condition.status(), condition.reason(), condition.message());
    }
}
