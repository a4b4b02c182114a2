package io.github.dataflowautoscaler.webhook.decision;

import java.util.Locale;

/**
 * The partition that gets most of what arrives, where that is notably more than its part.
 * A partition is not divisible: all of it goes to one consumer, which has other
 * partitions as well unless there is a consumer for each.
 *
 * @param number the partition's number, as Kafka's clients call it
 * @param share its share of what arrives, above 0 and at most 1
 */
public record HotPartition(String number, double share) {

	public HotPartition {
		if (!(share > 0 && share <= 1)) {
			throw new IllegalArgumentException("No partition gets a share of " + share);
		}
	}

	/**
	 * The share of what arrives that its consumer gets. Kafka gives each consumer the
	 * same number of partitions, whatever is in them.
	 * @param each partitions of that consumer, at least 1
	 * @param partitions all of them
	 * @return up to 1
	 */
	double withOthers(double each, double partitions) {
		return this.share + (each - 1) * other(partitions);
	}

	/**
	 * The share of each other partition, if they are even.
	 * @param partitions all of them
	 * @return 0 to 1
	 */
	double other(double partitions) {
		return (partitions > 1) ? (1 - this.share) / (partitions - 1) : 0;
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "partition %s carries %.0f %%", this.number, 100 * this.share);
	}

}
