/**
 * Simulates, purely, what a policy would have done on a load that was measured: the very
 * cycle of decisions, with the alerts and the application around it. Knows no Spring, no
 * clock, no client.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.simulation;

import org.jspecify.annotations.NullMarked;
