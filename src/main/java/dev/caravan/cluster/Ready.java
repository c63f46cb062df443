package dev.caravan.cluster;

/**
 * The condition {@code Ready} as an object is to tell it.
 *
 * @param status {@code True} or {@code False}
 * @param reason one word in camel case
 * @param message never with a secret
 */
public record Ready(String status, String reason, String message) {}
