/**
 * Prometheus' query API, as far as the demo and the tests need it.
 */
@NullMarked
package io.github.dataflowautoscaler.demo.prometheus;

import org.jspecify.annotations.NullMarked;
