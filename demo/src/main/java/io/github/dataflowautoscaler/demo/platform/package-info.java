/**
 * Where the recipe runs: its servers as processes on this machine.
 */
@NullMarked
package io.github.dataflowautoscaler.demo.platform;

import org.jspecify.annotations.NullMarked;
