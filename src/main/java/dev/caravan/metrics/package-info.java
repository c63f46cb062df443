/** The meters of the gateway, and nothing that acts on them. */
@NullMarked
package dev.caravan.metrics;

import org.jspecify.annotations.NullMarked;
