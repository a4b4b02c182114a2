package io.github.dataflowautoscaler.bench.simulation;

/**
 * An application of a stream, as it is and as its operator bounds it.
 *
 * @param name unique in the stream
 * @param capacity messages per second that one instance handles when it is alone
 * @param scaling what becomes of that beside others
 * @param partitions of the topic that it consumes
 * @param maxInstances the operator's upper bound; the lower one is 1
 * @param ratio messages that leave for one that enters: 1 for a transformation, less for
 * a filter, more for a splitter
 */
public record ApplicationSpec(String name, double capacity, Scaling scaling, Partitions partitions, int maxInstances,
		double ratio) {

	public ApplicationSpec {
		if (!(capacity > 0) || maxInstances < 1 || !(ratio >= 0)) {
			throw new IllegalArgumentException("No application has capacity %s, %s instances at most and ratio %s"
				.formatted(capacity, maxInstances, ratio));
		}
	}

	/**
	 * A transformation that scales linearly on evenly filled partitions.
	 * @param capacity messages per second of one instance
	 * @param partitions of its topic
	 * @param maxInstances the operator's upper bound
	 * @return an application named {@code transform}
	 */
	public static ApplicationSpec transform(double capacity, int partitions, int maxInstances) {
		return new ApplicationSpec("transform", capacity, Scaling.linear(), Partitions.uniform(partitions),
				maxInstances, 1);
	}

	/**
	 * The load under which instances keep up for ever. Partitions are indivisible, so the
	 * busiest instance decides: four partitions on three instances are 2 + 1 + 1, and the
	 * three do the work of two.
	 * @param instances instances that work, at least 1
	 * @return messages per second
	 */
	public double throughput(int instances) {
		int working = Math.min(instances, this.partitions.count());
		return this.capacity * this.scaling.efficiency(working) / this.partitions.heaviestShare(working);
	}

	/**
	 * The fewest instances that keep up with a load.
	 * @param rate messages per second
	 * @return 1 to {@code maxInstances}; where no number keeps up, the smallest of those
	 * that come closest
	 */
	public int needed(double rate) {
		int best = 1;
		for (int instances = 1; instances <= this.maxInstances; instances++) {
			if (throughput(instances) >= rate) {
				return instances;
			}
			if (throughput(instances) > throughput(best)) {
				best = instances;
			}
		}
		return best;
	}

}
