/**
 * The {@code autoscale} commands of the Data Flow Shell.
 */
@NullMarked
package io.github.dataflowautoscaler.shell;

import org.jspecify.annotations.NullMarked;
