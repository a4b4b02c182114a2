/**
 * What Alertmanager or Prometheus itself sends, and what each alert asks for.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.alert;

import org.jspecify.annotations.NullMarked;
