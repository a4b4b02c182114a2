/**
 * The sink that logs each message.
 */
@NullMarked
package io.github.dataflowautoscaler.streamapps.log;

import org.jspecify.annotations.NullMarked;
