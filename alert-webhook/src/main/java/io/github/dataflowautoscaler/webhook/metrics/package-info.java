/**
 * Our policies and what we know of the streams as metrics, which the alert rules join
 * with the applications' own.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.metrics;

import org.jspecify.annotations.NullMarked;
