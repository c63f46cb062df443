package dev.caravan.delivery;

import java.util.Locale;

/** Why an attempt ended as it did: a closed set, the same in metrics, dead letters, log lines and the command line. */
public enum Reason {
    DELIVERED,
    RATE_LIMITED,
    SERVER_ERROR,
    CLIENT_ERROR,
    REDIRECT,
    UNAUTHORISED,
    TIMEOUT,
    CONNECTION,
    DNS,
    TLS,
    ADDRESS_REFUSED,
    TOO_LARGE,
    MAPPING,
    GAVE_UP,
    UNRECOGNISED,
    INTERNAL;

    /** The word users see: {@code server-error}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
