/**
 * Loads: the built-in ones, with which settings are found, others with which they are
 * checked, and anybody's own from a file.
 */
@NullMarked
package io.github.dataflowautoscaler.bench.load;

import org.jspecify.annotations.NullMarked;
