/** What keeps log lines honest. */
@NullMarked
package dev.caravan.log;

import org.jspecify.annotations.NullMarked;
