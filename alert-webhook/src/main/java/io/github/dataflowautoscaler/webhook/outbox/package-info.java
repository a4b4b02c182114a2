/**
 * Tells others of decisions: what is to be told is written with the decision, and is told
 * afterwards, however long the other side is away.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.outbox;

import org.jspecify.annotations.NullMarked;
