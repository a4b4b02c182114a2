/**
 * Streams as Kafka and the platform run them, in steps of one second: partitions,
 * consumer groups, instances that take time to start. Knows nothing of who scales them.
 */
@NullMarked
package io.github.dataflowautoscaler.bench.simulation;

import org.jspecify.annotations.NullMarked;
