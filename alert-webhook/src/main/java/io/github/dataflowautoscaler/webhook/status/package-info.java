/**
 * All applications with a policy at a glance.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.status;

import org.jspecify.annotations.NullMarked;
