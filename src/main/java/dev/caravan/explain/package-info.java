/** What would happen, without its happening: which source, which event, who is told, by which request. */
@NullMarked
package dev.caravan.explain;

import org.jspecify.annotations.NullMarked;
