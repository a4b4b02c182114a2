/**
 * Data Flow's REST API, as far as the demo and the tests need it.
 */
@NullMarked
package io.github.dataflowautoscaler.demo.dataflow;

import org.jspecify.annotations.NullMarked;
