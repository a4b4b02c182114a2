package io.github.dataflowautoscaler.webhook.decision;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * What was measured of one application, over all of its instances. Rates are over one
 * minute.
 *
 * @param arrival what arrives
 * @param input messages per second that are taken in
 * @param output messages per second that are sent on
 * @param busy seconds per second spent in the application's own work
 * @param lag messages that wait; unknown for a broker that does not tell
 * @param lagTrend change of the lag, in messages per second
 * @param instances instances that report
 * @param consumers consumers of all instances that take messages in
 * @param partitions partitions that are read; unknown for a broker without
 * @param hotPartition the partition that gets notably more than its part; {@code null} if
 * there is none, or if that is unknown
 */
public record Observation(Arrival arrival, Measurement input, Measurement output, Measurement busy, Measurement lag,
		Measurement lagTrend, Measurement instances, Measurement consumers, Measurement partitions,
		@Nullable HotPartition hotPartition) {

	/**
	 * Nothing is known.
	 * @param reason why
	 * @return an observation of unknown measurements
	 */
	public static Observation unknown(String reason) {
		Measurement unknown = Measurement.unknown(reason);
		return new Observation(Arrival.unknown(reason), unknown, unknown, unknown, unknown, unknown, unknown, unknown,
				unknown, null);
	}

	/**
	 * Consumers per instance.
	 * @return at least 1; 1 where it is unknown, but then nothing is sized by it
	 */
	public double consumersPerInstance() {
		double instances = this.instances.orElse(0);
		return (instances >= 1) ? Math.max(1, this.consumers.orElse(instances) / instances) : 1;
	}

	/**
	 * Whether there is a lag of which nothing is known. Brokers other than Kafka export
	 * none, but there is also no client of Kafka that has partitions then.
	 * @return whether the application consumes from Kafka and its lag is missing
	 */
	public boolean isLagMissing() {
		return !this.lag.isKnown() && this.partitions.isKnown();
	}

	/**
	 * Consumers that have a partition to read, or all of them where partitions are
	 * unknown.
	 * @return 0 or more; 0 where consumers are unknown
	 */
	public double activeConsumers() {
		double consumers = this.consumers.orElse(0);
		return Math.min(consumers, this.partitions.orElse(consumers));
	}

	/**
	 * Consumers that are full when the application is: those that have a partition, or
	 * fewer where one of them is full before the others.
	 * @return 0 or more; 0 where consumers are unknown
	 */
	double fullConsumers() {
		return (this.hotPartition != null)
				? Math.min(activeConsumers(), effectiveConsumers((int) Math.round(this.instances.orElse(0))))
				: activeConsumers();
	}

	/**
	 * Consumers' worth of work that a number of instances can do, if the partitions are
	 * even. Partitions are not divisible: with four of them three consumers do the work
	 * of two, because one of the three reads two partitions and is full when the others
	 * are half idle.
	 * @param count the number of instances
	 * @return 0 or more
	 */
	double evenConsumers(int count) {
		double consumers = count * consumersPerInstance();
		return (isDivided() && consumers > 0) ? this.partitions.value() / each(count) : consumers;
	}

	/**
	 * The same with the hot partition: its consumer is full before the others.
	 * @param count the number of instances
	 * @return 0 or more
	 */
	double effectiveConsumers(int count) {
		return (this.hotPartition != null && isDivided() && count > 0)
				? 1 / this.hotPartition.withOthers(each(count), this.partitions.value()) : evenConsumers(count);
	}

	/**
	 * The fewest instances of which each consumer can do its part of the work; where no
	 * number can for the hot partition, the fewest whose other consumers can.
	 * @param work what arrives, as consumers that would be busy with it
	 * @return at least 1, at most one consumer for each partition
	 */
	int fewestInstances(double work) {
		HotPartition hot = this.hotPartition;
		if (hot == null || !isDivided()) {
			return 1;
		}
		double other = hot.other(this.partitions.value());
		return first((count) -> effectiveConsumers(count) >= work,
				first((count) -> each(count) * other * work <= 1, mostInstances()));
	}

	/**
	 * The most instances that help to do more than the hot partition's consumer allows:
	 * the next ones would add less than a fifth of what they cost, which is what makes a
	 * scale-out an ineffective one.
	 * @return at least 1, at most one consumer for each partition
	 */
	public int helpfulInstances() {
		int helpful = 1;
		for (int count = 2; count <= mostInstances(); count++) {
			double gain = effectiveConsumers(count) / effectiveConsumers(helpful) - 1;
			helpful = (gain >= Trial.HELPFUL * (count - helpful) / helpful) ? count : helpful;
		}
		return helpful;
	}

	/** Partitions of the consumers that have most. */
	private double each(int count) {
		return Math.ceil(this.partitions.value() / (count * consumersPerInstance()));
	}

	/**
	 * One consumer for each partition: further instances would be idle.
	 * @return at least 1; 1 where partitions are unknown
	 */
	public int mostInstances() {
		return isDivided() ? (int) Math.ceil(this.partitions.value() / consumersPerInstance()) : 1;
	}

	private boolean isDivided() {
		return this.partitions.orElse(0) >= 1;
	}

	private int first(IntPredicate enough, int otherwise) {
		return IntStream.rangeClosed(1, mostInstances()).filter(enough).findFirst().orElse(otherwise);
	}

}
