package dev.caravan.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ExceptionHandler;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once that the API is away or refuses, and once that it is back. */
final class Outage implements ExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    /** A connection that is only made anew is none. */
    private static final int LOOKS = 4;

    private volatile String reason = "";
    private int missed;
    private boolean told;

    @Override
    public boolean retryAfterException(boolean started, Throwable failure) {
        reason = reason(failure);
        return true;
    }

    /** To be told with every look whether all is well. */
    synchronized void look(boolean well) {
        missed = well ? 0 : missed + 1;
        if (missed >= LOOKS) {
            tell();
        } else if (well) {
            over();
        }
    }

    /** It cannot be asked at all. */
    synchronized void tell(Throwable failure) {
        reason = reason(failure);
        tell();
    }

    synchronized Optional<String> fault() {
        return told ? Optional.of(reason) : Optional.empty();
    }

    private void tell() {
        if (!told) {
            told = true;
            LOG.warn(
                    "The cluster cannot be asked for Providers and Alerts, or not for all of them{}; what is known stays in force, and it is"
                            + " tried again and again",
                    reason.isEmpty() ? "" : ": " + reason);
        }
    }

    private void over() {
        if (told) {
            told = false;
            LOG.info("The cluster can be asked for Providers and Alerts again");
        }
        reason = "";
    }

    /** The API's own words for a refusal name the resource and the account; other texts may be of any kind. */
    private static String reason(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(KubernetesClientException.class::isInstance)
                .map(KubernetesClientException.class::cast)
                .filter(refusal ->
                        refusal.getStatus() != null && refusal.getStatus().getMessage() != null)
                .map(refusal -> refusal.getStatus().getMessage())
                .findFirst()
                .orElseGet(() -> deepest(failure));
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof NoKindsException
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getSimpleName();
    }
}
