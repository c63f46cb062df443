/** Alerts: which events go to which providers, and why. */
@NullMarked
package dev.caravan.alert;

import org.jspecify.annotations.NullMarked;
