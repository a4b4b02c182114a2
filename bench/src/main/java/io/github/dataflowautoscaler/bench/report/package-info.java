/**
 * Tables, JSON and plots of what was measured.
 */
@NullMarked
package io.github.dataflowautoscaler.bench.report;

import org.jspecify.annotations.NullMarked;
