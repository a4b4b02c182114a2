/**
 * Time that does not jump, and what waits for it.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.time;

import org.jspecify.annotations.NullMarked;
