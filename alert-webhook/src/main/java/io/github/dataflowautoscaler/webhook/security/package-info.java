/**
 * Who may do what: the doors of the webhook, and what they open for.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.security;

import org.jspecify.annotations.NullMarked;
