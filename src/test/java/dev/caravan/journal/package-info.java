@NullMarked
package dev.caravan.journal;

import org.jspecify.annotations.NullMarked;
