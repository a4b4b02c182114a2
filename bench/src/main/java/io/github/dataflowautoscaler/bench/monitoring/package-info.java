/**
 * What a controller can know: Prometheus with its scrapes, rates, recording and alert
 * rules, and Alertmanager. A value that is unknown is {@code NaN}, so that no comparison
 * with it holds, as none holds in PromQL without a sample.
 */
@NullMarked
package io.github.dataflowautoscaler.bench.monitoring;

import org.jspecify.annotations.NullMarked;
