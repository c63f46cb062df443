package dev.caravan.cluster;

import dev.caravan.configuration.ClusterObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the condition {@code Ready} of objects whose version has a status, when it is another than was written last: what somebody
 * else writes over it is not fought over.
 */
final class StatusWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);
    private static final int TRIES = 4;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Clock clock = Clock.systemUTC();
    private final Map<String, Written> written = new HashMap<>();
    private Instant paused = Instant.MIN;
    private boolean told;

    private record Written(Ready ready, long generation) {}

    void write(Api api, GenericKubernetesResource resource, Map<String, Ready> conditions) {
        Kind kind = resource.getKind().equals(ClusterObject.PROVIDER) ? api.provider() : api.alert();
        Ready ready = conditions.get(id(resource));
        if (ready == null || !kind.status() || clock.instant().isBefore(paused)) {
            return;
        }
        String uid = String.valueOf(resource.getMetadata().getUid());
        Written wanted = new Written(ready, Status.generation(resource));
        if (!wanted.equals(written.get(uid))
                && (Status.tells(resource, ready) || isWritten(api, kind, resource, ready))) {
            written.put(uid, wanted);
        }
    }

    private static String id(GenericKubernetesResource resource) {
        return resource.getKind() + " " + resource.getMetadata().getNamespace() + "/"
                + resource.getMetadata().getName();
    }

    private boolean isWritten(Api api, Kind kind, GenericKubernetesResource resource, Ready ready) {
        GenericKubernetesResource latest = resource;
        for (int attempt = 1; attempt <= TRIES && latest != null; attempt++) {
            try {
                api.client()
                        .genericKubernetesResources(kind.context())
                        .inNamespace(resource.getMetadata().getNamespace())
                        .resource(Status.with(latest, ready, clock.instant()))
                        .updateStatus();
                return true;
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    return isForGood(e);
                }
                latest = api.one(
                                kind,
                                resource.getMetadata().getNamespace(),
                                resource.getMetadata().getName())
                        .get();
            }
        }
        return false;
    }

    /** An object that has gone needs no status; whatever else fails has time. */
    private boolean isForGood(KubernetesClientException failure) {
        if (failure.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            return true;
        }
        paused = clock.instant().plus(PAUSE);
        if (failure.getCode() == HttpURLConnection.HTTP_FORBIDDEN && !told) {
            told = true;
            LOG.warn(
                    "The status of Providers and Alerts cannot be written, the cluster forbids it: let Caravan's ServiceAccount"
                            + " update providers/status and alerts/status of notification.toolkit.fluxcd.io; all else goes on");
        }
        return false;
    }
}
