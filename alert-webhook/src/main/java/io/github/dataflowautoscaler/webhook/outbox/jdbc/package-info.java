/**
 * Keeps what is to be told in the database.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.outbox.jdbc;

import org.jspecify.annotations.NullMarked;
