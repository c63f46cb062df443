/** How senders prove who they are: a table of schemes, and what each of them looks at in a request. */
@NullMarked
package dev.caravan.authentication;

import org.jspecify.annotations.NullMarked;
