/** Attempts and their outcomes: what an answer means, whether to try again and when, and what becomes of the rest. */
@NullMarked
package dev.caravan.delivery;

import org.jspecify.annotations.NullMarked;
