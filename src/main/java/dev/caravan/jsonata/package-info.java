/** TODO */
@NullMarked
package dev.caravan.jsonata;

import org.jspecify.annotations.NullMarked;
