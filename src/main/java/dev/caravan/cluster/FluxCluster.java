package dev.caravan.cluster;

import dev.caravan.configuration.Cluster;
import dev.caravan.configuration.ClusterObject;
import dev.caravan.configuration.Taken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The cluster that this process is in, or that it was told of as kubectl is. Nothing of Kubernetes is loaded before it is asked. */
public final class FluxCluster implements Cluster, AutoCloseable {
    private final Access access;
    private final Map<String, Taken> unusable = new ConcurrentHashMap<>();
    private @Nullable Following following;

    private FluxCluster(Access access) {
        this.access = access;
    }

    /** By the ServiceAccount of the pod, or else by the file that kubectl uses. */
    public static FluxCluster ofProcess() {
        return new FluxCluster(Access.ofProcess());
    }

    /** At an address without credentials. */
    public static FluxCluster at(String url, String namespace) {
        return new FluxCluster(new Access(url, namespace));
    }

    @Override
    public synchronized List<ClusterObject> objects(List<String> namespaces) {
        return opened().objects(namespaces);
    }

    /** Follows the objects from now on, if it does not yet; {@code changed} is told of every change. */
    public synchronized void follow(List<String> namespaces, Runnable changed) {
        opened().follow(namespaces, changed);
    }

    /** Says on objects, by their ids, what became of them, now and whenever it changes. */
    public synchronized void tell(Supplier<Map<String, Ready>> conditions) {
        opened().tell(conditions);
    }

    @Override
    public Map<String, Taken> unusable() {
        return unusable;
    }

    /** It is read as it was before, until it changes. */
    public void setUnusable(Taken object) {
        unusable.put(object.id(), object);
    }

    /** It is tried once more. */
    public void setUsable(String id) {
        unusable.remove(id);
    }

    /** Keeps nothing of objects that have gone. */
    public void forgetUnusable(Set<String> there) {
        unusable.keySet().retainAll(there);
    }

    @Override
    public synchronized Optional<String> fault() {
        return following == null ? Optional.empty() : following.fault();
    }

    private Following opened() {
        if (following == null) {
            following = new Following(access);
        }
        return following;
    }

    @Override
    public synchronized void close() {
        if (following != null) {
            following.close();
            following = null;
        }
    }
}
