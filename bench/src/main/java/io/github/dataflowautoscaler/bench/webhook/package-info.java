/**
 * The webhook as a process under load: notifications a second, latencies, memory, and
 * what an application costs while nothing happens.
 */
@NullMarked
package io.github.dataflowautoscaler.bench.webhook;

import org.jspecify.annotations.NullMarked;
