package dev.caravan.configuration;

/** What becomes of a payload that no source recognises: kept among the dead letters, or refused with 422. */
public enum Unrecognised {
    PARK,
    REJECT
}
