/** Edits of routes and properties: seen, checked, taken in or refused, kept, and taken back. */
@NullMarked
package dev.caravan.edit;

import org.jspecify.annotations.NullMarked;
