package io.github.dataflowautoscaler.bench.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A stream that runs under its load, second by second. The same scenario and the same
 * scale requests give the same run, to the last digit.
 */
public final class Simulation {

	/** Spread of what the source sends in a second around the load. */
	private static final double SOURCE_NOISE = 0.05;

	private final Scenario scenario;

	private final SplittableRandom source;

	private final List<SimulatedApplication> applications = new ArrayList<>();

	private double sent;

	/**
	 * Deploys the stream with the instances that its load needs at first, all running.
	 * @param scenario the stream and its load
	 */
	public Simulation(Scenario scenario) {
		this.scenario = scenario;
		SplittableRandom random = new SplittableRandom(scenario.seed());
		this.source = random.split();
		for (int index = 0; index < scenario.applications().size(); index++) {
			ApplicationSpec spec = scenario.applications().get(index);
			int needed = spec.needed(scenario.rates().at(0) * scenario.ratioBefore(index));
			this.applications.add(new SimulatedApplication(spec, random.split(), needed, -Scenario.WARM_UP - 1));
		}
	}

	/**
	 * Lets one second pass.
	 * @param now the second, from {@code -}{@link Scenario#WARM_UP}, without gaps
	 */
	public void step(int now) {
		double noise = 1 + SOURCE_NOISE * this.source.nextDouble(-1, 1);
		double messages = this.scenario.rates().at(now) * noise;
		this.sent += messages;
		boolean down = this.scenario.consumersDown(now);
		for (SimulatedApplication application : this.applications) {
			messages = application.step(now, messages, down);
		}
	}

	/**
	 * The applications, in the order of the stream.
	 * @return from the source's first consumer to the sink
	 */
	public List<SimulatedApplication> applications() {
		return this.applications;
	}

	/**
	 * The source's counter.
	 * @return messages sent since the warm-up began
	 */
	public double sent() {
		return this.sent;
	}

}
