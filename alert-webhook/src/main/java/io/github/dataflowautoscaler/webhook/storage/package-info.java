/**
 * Writes to the database together what comes at the same time.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.storage;

import org.jspecify.annotations.NullMarked;
