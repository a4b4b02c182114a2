/**
 * Keeps policies in the database.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.policy.jdbc;

import org.jspecify.annotations.NullMarked;
