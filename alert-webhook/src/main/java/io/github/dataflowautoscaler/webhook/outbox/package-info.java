/**
 * Delivers decisions to others: a delivery is recorded together with its decision, and is
 * made afterwards, however long the recipient is away.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.outbox;

import org.jspecify.annotations.NullMarked;
