/**
 * How the webhook calls other servers.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.http;

import org.jspecify.annotations.NullMarked;
