package io.github.dataflowautoscaler.bench.simulation;

import java.util.List;

/**
 * Everything about a run but who scales: the stream, its load and the seed of all that is
 * random.
 *
 * @param name of the load, unique
 * @param applications from the source's first consumer to the sink
 * @param rates messages per second that the source sends
 * @param outages in which all consumers stand still
 * @param seed of start-up times, pauses and noise
 */
public record Scenario(String name, List<ApplicationSpec> applications, Rates rates, List<Outage> outages, long seed) {

	/**
	 * Seconds before the load begins in which it is as at its first second. They fill
	 * windows and histories, and no measure counts them.
	 */
	public static final int WARM_UP = 900;

	public Scenario {
		if (applications.isEmpty()) {
			throw new IllegalArgumentException("A stream without an application has nothing to scale");
		}
		applications = List.copyOf(applications);
		outages = List.copyOf(outages);
	}

	/**
	 * Messages that reach an application for one that the source sends, when all before
	 * it keep up.
	 * @param application the application's index
	 * @return the product of the ratios before it
	 */
	public double ratioBefore(int application) {
		return this.applications.stream()
			.limit(application)
			.mapToDouble(ApplicationSpec::ratio)
			.reduce(1, (product, ratio) -> product * ratio);
	}

	boolean consumersDown(int second) {
		return this.outages.stream().anyMatch((outage) -> outage.covers(second));
	}

}
