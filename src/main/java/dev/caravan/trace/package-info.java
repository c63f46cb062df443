/**
 * Traces for OpenTelemetry: one for each event, from the request that brought it to the last attempt to tell of it, sent by OTLP
 * over HTTP. Nothing here is loaded before the configuration asks for it.
 */
@NullMarked
package dev.caravan.trace;

import org.jspecify.annotations.NullMarked;
