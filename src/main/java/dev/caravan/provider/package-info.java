/** TODO */
@NullMarked
package dev.caravan.provider;

import org.jspecify.annotations.NullMarked;
