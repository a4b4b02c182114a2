/**
 * The elasticity benchmark: the same simulated streams scaled by this project's decisions
 * and by those of others.
 */
@NullMarked
package io.github.dataflowautoscaler.bench;

import org.jspecify.annotations.NullMarked;
