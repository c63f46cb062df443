/** The routes as resources of Camel K. */
@NullMarked
package dev.caravan.camelk;

import org.jspecify.annotations.NullMarked;
