/** The listener for operators: health, metrics and the API over providers, events and dead letters. */
@NullMarked
package dev.caravan.management;

import org.jspecify.annotations.NullMarked;
