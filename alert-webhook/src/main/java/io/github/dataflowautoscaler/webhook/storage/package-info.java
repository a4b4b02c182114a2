/**
 * What all features share of the database: commits made together, bounds on waiting for
 * it, and what is said when it can't be used.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.storage;

import org.jspecify.annotations.NullMarked;
