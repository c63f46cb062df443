/** Configuration: read once at start, wholly checked, every problem told at once. */
@NullMarked
package dev.caravan.configuration;

import org.jspecify.annotations.NullMarked;
