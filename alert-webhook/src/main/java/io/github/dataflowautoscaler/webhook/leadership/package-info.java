/**
 * Lets one of several replicas decide at a time.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.leadership;

import org.jspecify.annotations.NullMarked;
