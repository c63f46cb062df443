/** What an event gets on its way from a source's mapping to the journal. */
@NullMarked
package dev.caravan.event;

import org.jspecify.annotations.NullMarked;
