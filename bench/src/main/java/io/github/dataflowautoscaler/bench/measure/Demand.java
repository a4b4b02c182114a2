package io.github.dataflowautoscaler.bench.measure;

import java.util.ArrayList;
import java.util.List;

import io.github.dataflowautoscaler.bench.simulation.ApplicationSpec;
import io.github.dataflowautoscaler.bench.simulation.Scenario;

/**
 * What a load demands of an application, whoever scales it: at each second the fewest
 * instances that serve the mean load of the minute around it and, within two minutes,
 * what an ideal queue still holds, one that always has what is demanded. Such a queue
 * fills only while consumers are down or the maximum does not suffice.
 */
public final class Demand {

	private static final int SMOOTHING = 60;

	private static final double CATCH_UP_SECONDS = 120;

	private final ApplicationSpec application;

	private final double[] load;

	private final int[] instances;

	private Demand(ApplicationSpec application, int seconds) {
		this.application = application;
		this.load = new double[seconds];
		this.instances = new int[seconds];
	}

	/**
	 * Finds what a scenario demands.
	 * @param scenario the stream and its load
	 * @return for each application, in the order of the stream
	 */
	public static List<Demand> of(Scenario scenario) {
		int seconds = scenario.rates().seconds();
		double[] arriving = new double[seconds];
		for (int second = 0; second < seconds; second++) {
			arriving[second] = scenario.rates().mean(second - SMOOTHING / 2, second + SMOOTHING / 2);
		}
		List<Demand> demands = new ArrayList<>();
		for (ApplicationSpec application : scenario.applications()) {
			Demand demand = new Demand(application, seconds);
			arriving = demand.serve(arriving, scenario);
			demands.add(demand);
		}
		return demands;
	}

	private double[] serve(double[] arriving, Scenario scenario) {
		double[] leaving = new double[arriving.length];
		double waiting = 0;
		for (int second = 0; second < arriving.length; second++) {
			int now = second;
			this.load[second] = arriving[second];
			this.instances[second] = this.application.needed(arriving[second] + waiting / CATCH_UP_SECONDS);
			boolean down = scenario.outages().stream().anyMatch((outage) -> outage.covers(now));
			double served = down ? 0
					: Math.min(arriving[second] + waiting, this.application.throughput(this.instances[second]));
			waiting = Math.max(0, arriving[second] + waiting - served);
			leaving[second] = served * this.application.ratio();
		}
		return leaving;
	}

	/**
	 * The demand.
	 * @param second the second
	 * @return instances, 1 to the maximum
	 */
	public int instances(int second) {
		return this.instances[second];
	}

	/**
	 * The demand without what an ideal queue holds.
	 */
	int forLoad(int second) {
		return this.application.needed(this.load[second]);
	}

	/**
	 * What messages that wait are worth: the time in which the demanded instances would
	 * handle them if nothing else arrived.
	 * @param second the second
	 * @param waiting messages
	 * @return seconds
	 */
	public double seconds(int second, double waiting) {
		return waiting / this.application.throughput(this.instances[second]);
	}

	/**
	 * The share of what some instances can do that the load takes, at its highest in the
	 * time to come.
	 */
	double utilization(int second, int ahead, int count) {
		double highest = 0;
		for (int later = second; later < Math.min(second + ahead, this.load.length); later++) {
			highest = Math.max(highest, this.load[later]);
		}
		return highest / this.application.throughput(count);
	}

}
