/**
 * Time that does not jump.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.time;

import org.jspecify.annotations.NullMarked;
