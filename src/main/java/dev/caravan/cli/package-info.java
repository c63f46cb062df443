/** The command line: starts the gateway, and asks a running one. */
@NullMarked
package dev.caravan.cli;

import org.jspecify.annotations.NullMarked;
