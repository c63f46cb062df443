/** Caravan: webhooks in, kept safe, delivered to chat channels, webhooks and commit statuses. */
@NullMarked
package dev.caravan;

import org.jspecify.annotations.NullMarked;
