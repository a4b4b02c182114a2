/**
 * Tells Prometheus where the instances of all streams are.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.discovery;

import org.jspecify.annotations.NullMarked;
