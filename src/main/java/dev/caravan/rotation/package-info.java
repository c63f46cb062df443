/** Secrets that change while the gateway runs: they are seen, read again, and taken in without a restart. */
@NullMarked
package dev.caravan.rotation;

import org.jspecify.annotations.NullMarked;
