/**
 * Weeks of loads that recur, and of loads that do not, on the simulation with which the
 * webhook compares policies.
 */
@NullMarked
package io.github.dataflowautoscaler.bench.days;

import org.jspecify.annotations.NullMarked;
