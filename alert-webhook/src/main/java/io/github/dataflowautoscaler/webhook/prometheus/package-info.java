/**
 * Reads what was measured from Prometheus; the only package that knows its API.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.prometheus;

import org.jspecify.annotations.NullMarked;
