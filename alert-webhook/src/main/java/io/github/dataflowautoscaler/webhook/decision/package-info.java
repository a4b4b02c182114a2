/**
 * Decides, purely: values in, a decision with its reason out. Knows no Spring, no clock,
 * no client.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.decision;

import org.jspecify.annotations.NullMarked;
