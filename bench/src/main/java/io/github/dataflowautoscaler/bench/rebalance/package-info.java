/**
 * How long Kafka's partitions stand still when instances come and go, by the protocol of
 * the consumer group, on a real broker.
 */
@NullMarked
package io.github.dataflowautoscaler.bench.rebalance;

import org.jspecify.annotations.NullMarked;
