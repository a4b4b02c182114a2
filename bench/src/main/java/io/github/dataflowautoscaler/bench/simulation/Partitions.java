package io.github.dataflowautoscaler.bench.simulation;

import java.util.Arrays;

/**
 * A topic's partitions: how messages spread over them, and which consumer gets which.
 * They are assigned as Kafka's range assignor does it: neighbours together, the first
 * consumers one more than the others when the numbers don't divide.
 */
public final class Partitions {

	private final double[] weights;

	private Partitions(double[] weights) {
		this.weights = weights;
	}

	/**
	 * Keys that spread evenly.
	 * @param count the number of partitions, at least 1
	 * @return partitions that get the same number of messages each
	 */
	public static Partitions uniform(int count) {
		return skewed(count, 0);
	}

	/**
	 * Keys of which some are more frequent than others: the partition of rank {@code r}
	 * gets a share that is proportional to {@code r^-exponent}. The ranks are strewn over
	 * the topic, as a hash function would do it.
	 * @param count the number of partitions, at least 1
	 * @param exponent 0 for an even spread; 0.5 gives the first of 24 partitions 2.7
	 * times the mean
	 * @return the partitions
	 * @throws IllegalArgumentException if there is none
	 */
	public static Partitions skewed(int count, double exponent) {
		if (count < 1) {
			throw new IllegalArgumentException("A topic has at least 1 partition, not " + count);
		}
		double[] weights = new double[count];
		int stride = strideFor(count);
		for (int rank = 0; rank < count; rank++) {
			weights[(int) ((long) rank * stride % count)] = StrictMath.pow(rank + 1, -exponent);
		}
		double sum = Arrays.stream(weights).sum();
		for (int partition = 0; partition < count; partition++) {
			weights[partition] /= sum;
		}
		return new Partitions(weights);
	}

	private static int strideFor(int count) {
		int stride = Math.max(1, (int) (count * 0.38));
		while (greatestCommonDivisor(stride, count) > 1) {
			stride++;
		}
		return stride;
	}

	private static int greatestCommonDivisor(int a, int b) {
		return (b == 0) ? a : greatestCommonDivisor(b, a % b);
	}

	/**
	 * The number of partitions.
	 * @return at least 1
	 */
	public int count() {
		return this.weights.length;
	}

	/**
	 * The share of the messages that a partition gets.
	 * @param partition its number, from 0
	 * @return 0 to 1; all of them sum up to 1
	 */
	double weight(int partition) {
		return this.weights[partition];
	}

	/**
	 * The first partition of a consumer; its last one is the one before the next
	 * consumer's first.
	 * @param consumer the consumer's rank in the group, from 0 to {@code consumers}
	 * @param consumers consumers in the group
	 * @return a partition's number, or {@link #count()} where there is none left
	 */
	public int first(int consumer, int consumers) {
		int each = count() / consumers;
		return consumer * each + Math.min(consumer, count() % consumers);
	}

	/**
	 * The share of the messages that goes to the busiest consumer.
	 * @param consumers consumers in the group, at least 1
	 * @return 0 to 1
	 */
	double heaviestShare(int consumers) {
		double heaviest = 0;
		for (int consumer = 0; consumer < consumers; consumer++) {
			double share = 0;
			for (int partition = first(consumer, consumers); partition < first(consumer + 1, consumers); partition++) {
				share += this.weights[partition];
			}
			heaviest = Math.max(heaviest, share);
		}
		return heaviest;
	}

}
