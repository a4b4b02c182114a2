/**
 * Keeps the lease in the database.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.leadership.jdbc;

import org.jspecify.annotations.NullMarked;
