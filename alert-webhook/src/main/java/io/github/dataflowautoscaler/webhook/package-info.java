/**
 * The AlertWebHook application and its wiring.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook;

import org.jspecify.annotations.NullMarked;
