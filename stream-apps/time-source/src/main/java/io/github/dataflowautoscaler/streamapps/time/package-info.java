/**
 * The source that sends the time.
 */
@NullMarked
package io.github.dataflowautoscaler.streamapps.time;

import org.jspecify.annotations.NullMarked;
