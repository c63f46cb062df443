package dev.caravan.delivery;

import java.time.Instant;

/**
 * A condition in Flux's shape.
 *
 * @param status {@code True} or {@code False}
 * @param reason one word in camel case
 * @param message what is the matter and what to do
 * @param lastTransitionTime when the status changed, not the message
 */
public record Condition(String type, String status, String reason, String message, Instant lastTransitionTime) {
    static Condition ready(String message, Instant since) {
        return new Condition("Ready", "True", "Succeeded", message, since);
    }

    /** Whether the status is {@code True}. */
    public boolean holds() {
        return status.equals("True");
    }

    Condition not(String why, String text, Instant now) {
        return new Condition(type, "False", why, text, holds() ? now : lastTransitionTime);
    }
}
