package io.github.dataflowautoscaler.webhook.simulation;

import java.time.Duration;

/**
 * What is known of an application that is simulated.
 *
 * @param perConsumer messages per second that one consumer can do, above 0
 * @param consumersPerInstance consumers of an instance, at least 1
 * @param partitions partitions that are read, 0 if there is none
 * @param startTime from a scale request until new instances serve, in whole seconds
 */
public record Application(double perConsumer, double consumersPerInstance, int partitions, Duration startTime) {

	public Application {
		if (!(perConsumer > 0) || !(consumersPerInstance >= 1) || partitions < 0 || startTime.isNegative()) {
			throw new IllegalArgumentException(
					"No application has a capacity of %s per consumer, %s consumers an instance, %s partitions and a start-up time of %s"
						.formatted(perConsumer, consumersPerInstance, partitions, startTime));
		}
	}

	/**
	 * What a number of instances can do. Partitions are not divisible: the consumer with
	 * the most of them is full first.
	 * @param instances instances that serve, 0 or more
	 * @return messages per second
	 */
	double throughput(int instances) {
		double consumers = instances * this.consumersPerInstance;
		if (this.partitions == 0 || instances == 0) {
			return this.perConsumer * consumers;
		}
		return this.perConsumer * this.partitions / Math.ceil(this.partitions / consumers);
	}

	/**
	 * The fewest instances that can do something.
	 * @param rate messages per second
	 * @return at least 1, and at most as many as have a partition to read
	 */
	int needed(double rate) {
		int instances = Math.max(1, (int) Math.ceil(rate / this.perConsumer / this.consumersPerInstance - 1e-9));
		while (instances < most() && throughput(instances) < rate) {
			instances++;
		}
		return Math.min(instances, most());
	}

	/**
	 * The most instances of which each has a partition to read.
	 * @return at least 1; without a bound where there are no partitions
	 */
	int most() {
		return (this.partitions > 0) ? Math.max(1, (int) (this.partitions / this.consumersPerInstance))
				: Integer.MAX_VALUE;
	}

}
