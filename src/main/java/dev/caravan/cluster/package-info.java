/** Objects of Flux in a Kubernetes cluster: listed, watched, and told what became of them. */
@NullMarked
package dev.caravan.cluster;

import org.jspecify.annotations.NullMarked;
