/** The door: the HTTP listener for webhooks, its limits, authentication and answers. */
@NullMarked
package dev.caravan.door;

import org.jspecify.annotations.NullMarked;
