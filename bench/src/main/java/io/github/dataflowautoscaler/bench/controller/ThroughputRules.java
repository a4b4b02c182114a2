package io.github.dataflowautoscaler.bench.controller;

import io.github.dataflowautoscaler.bench.monitoring.Readings;
import io.github.dataflowautoscaler.webhook.policy.Policy;

/**
 * The alert expressions of {@code prometheus/alert.rules.yml}, for brokers that tell the
 * lag. An unknown value is {@code NaN}: no comparison with it holds.
 */
public final class ThroughputRules {

	/** The {@code for} of {@code ZeroThroughputDifference}. */
	static final int IN_FOR = 60;

	private ThroughputRules() {
	}

	/**
	 * Expression of {@code autoscale:overloaded:bool}.
	 * @param readings the recorded values
	 * @param policy the operator's policy
	 * @return whether the application can't keep up, or is about to
	 */
	public static boolean overloaded(Readings readings, Policy policy) {
		Double threshold = policy.scaleOutThreshold();
		double tolerated = (threshold != null) ? threshold : Math.max(0.1 * readings.arrival(), 0.1);
		boolean fallsBehind = readings.difference() > tolerated && !(readings.instances() < readings.running())
				&& !(readings.lag() < 5 * readings.input());
		boolean stuck = readings.lag() > 30 * readings.input() && readings.lagTrend() >= -0.01 * readings.input();
		boolean aboutTo = readings.busy() >= 0.95 * capacity(readings.partitions(), readings.consumers())
				&& readings.running() < policy.maxInstances();
		return fallsBehind || stuck || aboutTo;
	}

	/** Work that consumers can do: partitions are indivisible. */
	private static double capacity(double partitions, double consumers) {
		return partitions / Math.ceil(partitions / consumers);
	}

	/**
	 * Expression of {@code ZeroThroughputDifference}.
	 * @param readings the recorded values
	 * @param policy the operator's policy
	 * @param targetUtilization the policy's, as the webhook exports it
	 * @return whether the application has more instances than it needs
	 */
	public static boolean oversized(Readings readings, Policy policy, double targetUtilization) {
		return readings.busy() <= remainingCapacity(readings, policy) * targetUtilization
				&& Math.abs(readings.difference()) <= Math.max(0.05 * readings.arrival(), 0.1)
				&& readings.lag() <= 5 * readings.input() && readings.instances() >= readings.running()
				&& !overloaded(readings, policy);
	}

	/**
	 * Work that what the next step in leaves could do; unknown where there is nothing to
	 * remove.
	 */
	private static double remainingCapacity(Readings readings, Policy policy) {
		if (!(readings.running() > policy.minInstances())) {
			return Double.NaN;
		}
		Integer step = policy.scaleInBy();
		double remaining = Math.max(readings.running() - ((step != null) ? step : 1), policy.minInstances());
		return capacity(readings.partitions(), remaining * readings.consumers() / readings.instances());
	}

}
