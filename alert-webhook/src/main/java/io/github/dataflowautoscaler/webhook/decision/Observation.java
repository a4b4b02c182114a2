package io.github.dataflowautoscaler.webhook.decision;

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
 */
public record Observation(Arrival arrival, Measurement input, Measurement output, Measurement busy, Measurement lag,
		Measurement lagTrend, Measurement instances, Measurement consumers, Measurement partitions) {

	/**
	 * Nothing is known.
	 * @param reason why
	 * @return an observation of unknown measurements
	 */
	public static Observation unknown(String reason) {
		Measurement unknown = Measurement.unknown(reason);
		return new Observation(Arrival.unknown(reason), unknown, unknown, unknown, unknown, unknown, unknown, unknown,
				unknown);
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
	 * Consumers that have a partition to read, or all of them where partitions are
	 * unknown.
	 * @return 0 or more; 0 where consumers are unknown
	 */
	public double activeConsumers() {
		double consumers = this.consumers.orElse(0);
		return Math.min(consumers, this.partitions.orElse(consumers));
	}

	/**
	 * Consumers' worth of work that a number of instances can do. Partitions are not
	 * divisible: with four of them three consumers do the work of two, because one of the
	 * three reads two partitions and is full when the others are half idle.
	 * @param count the number of instances
	 * @return 0 or more
	 */
	double effectiveConsumers(int count) {
		double consumers = count * consumersPerInstance();
		if (!this.partitions.isKnown() || this.partitions.value() < 1 || consumers <= 0) {
			return consumers;
		}
		double heaviestShare = Math.ceil(this.partitions.value() / consumers);
		return this.partitions.value() / heaviestShare;
	}

}
