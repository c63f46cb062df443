/** What proves senders that sign with public keys: signed tokens, and messages of Amazon SNS; and the keys, which are fetched and kept. */
@NullMarked
package dev.caravan.keys;

import org.jspecify.annotations.NullMarked;
