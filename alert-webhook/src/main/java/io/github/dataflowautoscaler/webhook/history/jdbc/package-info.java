/**
 * Keeps the history in the database.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.history.jdbc;

import org.jspecify.annotations.NullMarked;
