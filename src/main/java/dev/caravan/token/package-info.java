/** Tokens that live for a while and are got for others that last. */
@NullMarked
package dev.caravan.token;

import org.jspecify.annotations.NullMarked;
