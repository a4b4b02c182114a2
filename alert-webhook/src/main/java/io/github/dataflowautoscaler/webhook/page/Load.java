package io.github.dataflowautoscaler.webhook.page;

import io.github.dataflowautoscaler.webhook.status.Measures;
import org.jspecify.annotations.Nullable;

/**
 * What arrives, against what all instances together can do.
 *
 * @param arrival messages per second that arrive
 * @param capacity messages per second that the instances can do, above 0
 */
record Load(double arrival, double capacity) {

	static @Nullable Load of(Measures measures) {
		@Nullable Double arrival = measures.arrivalRate();
		@Nullable Double each = measures.capacityPerInstance();
		@Nullable Integer instances = measures.reportingInstances();
		return (arrival != null && each != null && instances != null && instances * each > 0)
				? new Load(arrival, instances * each) : null;
	}

	public double share() {
		return this.arrival / this.capacity;
	}

	/**
	 * How much of the bar is full.
	 * @return 0 to 100 percent
	 */
	public long filled() {
		return Math.min(100, Math.round(100 * share()));
	}

	public boolean isTooMuch() {
		return this.arrival > this.capacity;
	}

}
