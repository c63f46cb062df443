/** What makes the process ready or not. */
@NullMarked
package dev.caravan.health;

import org.jspecify.annotations.NullMarked;
