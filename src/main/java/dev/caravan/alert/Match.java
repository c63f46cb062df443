package dev.caravan.alert;

import java.util.Map;
import java.util.Optional;

/**
 * An event on its way to a provider.
 *
 * @param alert the alert that let it through; empty when none is configured and everything goes everywhere
 * @param event the event with the alert's metadata and summary merged in; the original is left as it was
 */
public record Match(Optional<String> alert, Map<String, Object> event) {}
