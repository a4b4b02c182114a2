/**
 * The processor that evaluates an expression on each message.
 */
@NullMarked
package io.github.dataflowautoscaler.streamapps.transform;

import org.jspecify.annotations.NullMarked;
