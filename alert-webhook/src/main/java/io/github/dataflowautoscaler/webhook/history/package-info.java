/**
 * Every decision with its reason, and what became of it.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.history;

import org.jspecify.annotations.NullMarked;
