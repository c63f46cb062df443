/** Providers: what a type can be told, and what one provider was told. */
@NullMarked
package dev.caravan.provider;

import org.jspecify.annotations.NullMarked;
