/**
 * Speaks Data Flow's REST API; the only package that knows it.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.dataflow;

import org.jspecify.annotations.NullMarked;
