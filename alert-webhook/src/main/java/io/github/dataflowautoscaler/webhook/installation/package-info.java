/**
 * Which of several installations the webhook belongs to, where they share a Prometheus.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.installation;

import org.jspecify.annotations.NullMarked;
