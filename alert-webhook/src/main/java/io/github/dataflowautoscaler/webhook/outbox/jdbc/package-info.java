/**
 * Keeps the outbox in the database.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.outbox.jdbc;

import org.jspecify.annotations.NullMarked;
