package dev.caravan.alert;

/**
 * Whether an alert lets an event through to a provider, and why.
 *
 * @param alert the alert's name; empty when none is configured
 * @param why a sentence without a full stop
 */
public record Explanation(String provider, String alert, boolean matched, String why) {}
