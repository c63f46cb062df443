/** TODO */
@NullMarked
package dev.caravan.delivery;

import org.jspecify.annotations.NullMarked;
