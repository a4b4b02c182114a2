/**
 * The recipe as a story that tells itself while it happens.
 */
@NullMarked
package io.github.dataflowautoscaler.demo;

import org.jspecify.annotations.NullMarked;
