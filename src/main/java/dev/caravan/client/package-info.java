/** How requests leave: one HTTP client for each provider, with its time-out, proxy, certificates, and what it never calls. */
@NullMarked
package dev.caravan.client;

import org.jspecify.annotations.NullMarked;
