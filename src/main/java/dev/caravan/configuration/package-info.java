/** TODO */
@NullMarked
package dev.caravan.configuration;

import org.jspecify.annotations.NullMarked;
