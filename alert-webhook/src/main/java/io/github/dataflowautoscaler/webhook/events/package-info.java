/**
 * Decisions as messages on a Kafka topic.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.events;

import org.jspecify.annotations.NullMarked;
