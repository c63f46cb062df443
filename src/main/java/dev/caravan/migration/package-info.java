/** Turns the configuration of other tools into properties. */
@NullMarked
package dev.caravan.migration;

import org.jspecify.annotations.NullMarked;
