/** JSONata as a Camel language: the mappings from payload to event and from event to message. */
@NullMarked
package dev.caravan.jsonata;

import org.jspecify.annotations.NullMarked;
