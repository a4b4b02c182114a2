/**
 * An application as the stock ones are, where the webhook does not look for components.
 */
@NullMarked
package io.github.dataflowautoscaler.stockapp;

import org.jspecify.annotations.NullMarked;
