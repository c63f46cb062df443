/** The first draft of a source, from one payload that no source recognises. */
@NullMarked
package dev.caravan.draft;

import org.jspecify.annotations.NullMarked;
