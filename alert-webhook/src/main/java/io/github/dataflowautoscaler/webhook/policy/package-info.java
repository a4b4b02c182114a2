/**
 * What operators want for an application: bounds, steps, waiting times and schedules.
 * Knows no Spring, no clock and no storage.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.policy;

import org.jspecify.annotations.NullMarked;
