/**
 * The journal in Kafka: a topic of events, a consumer group for each lane, and two small topics for dead letters and for deliveries that
 * are known. Loaded only when the channels are {@code kafka:}.
 */
@NullMarked
package dev.caravan.kafka;

import org.jspecify.annotations.NullMarked;
