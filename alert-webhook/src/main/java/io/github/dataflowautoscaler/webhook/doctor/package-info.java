/**
 * Examines whether everything that autoscaling needs can be reached and fits together,
 * without changing anything.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.doctor;

import org.jspecify.annotations.NullMarked;
