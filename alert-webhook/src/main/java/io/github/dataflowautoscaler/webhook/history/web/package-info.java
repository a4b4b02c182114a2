/**
 * Shows the history.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.history.web;

import org.jspecify.annotations.NullMarked;
