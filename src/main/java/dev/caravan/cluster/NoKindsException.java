package dev.caravan.cluster;

/** The cluster has no Providers and Alerts, since nobody has defined them there. */
final class NoKindsException extends Exception {
    private static final long serialVersionUID = 1L;

    NoKindsException() {
        super("it has no resource definitions of notification.toolkit.fluxcd.io");
    }
}
