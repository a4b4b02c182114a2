/**
 * Carries decisions out: one lane per application, each step derived from what is
 * recorded.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.scaling;

import org.jspecify.annotations.NullMarked;
