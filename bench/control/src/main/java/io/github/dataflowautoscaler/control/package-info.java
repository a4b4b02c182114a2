/**
 * What the load benchmark compares the webhook with.
 */
package io.github.dataflowautoscaler.control;
