/**
 * How well a stream was scaled: what its load demanded, what it had, and the distance
 * between the two as the elasticity metrics of the SPEC Research Group define it.
 */
@NullMarked
package io.github.dataflowautoscaler.bench.measure;

import org.jspecify.annotations.NullMarked;
