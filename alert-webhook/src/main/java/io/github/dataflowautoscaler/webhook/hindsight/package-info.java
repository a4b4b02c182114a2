/**
 * Says what policies would have done on what Prometheus has recorded. It changes nothing
 * and records nothing.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.hindsight;

import org.jspecify.annotations.NullMarked;
