/**
 * Keeps waiting scale requests in the database.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.scaling.jdbc;

import org.jspecify.annotations.NullMarked;
