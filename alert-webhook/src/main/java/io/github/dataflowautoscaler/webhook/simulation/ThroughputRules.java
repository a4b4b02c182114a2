package io.github.dataflowautoscaler.webhook.simulation;

import io.github.dataflowautoscaler.webhook.decision.Measurement;
import io.github.dataflowautoscaler.webhook.decision.Observation;
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
	 * @param seen the application
	 * @param policy the operator's policy
	 * @return whether the application can't keep up, or is about to
	 */
	public static boolean overloaded(Sight seen, Policy policy) {
		Observation recorded = seen.observation();
		double input = value(recorded.input());
		double lag = value(recorded.lag());
		Double threshold = policy.scaleOutThreshold();
		double tolerated = (threshold != null) ? threshold : Math.max(0.1 * arrival(recorded), 0.1);
		boolean fallsBehind = arrival(recorded) - input > tolerated && !(value(recorded.instances()) < seen.instances())
				&& !(lag < 5 * input);
		boolean stuck = lag > 30 * input && value(recorded.lagTrend()) >= -0.01 * input;
		boolean aboutTo = value(recorded.busy()) >= 0.95 * capacity(recorded, value(recorded.consumers()))
				&& seen.instances() < policy.maxInstances();
		return fallsBehind || stuck || aboutTo;
	}

	/**
	 * Expression of {@code ZeroThroughputDifference}.
	 * @param seen the application
	 * @param policy the operator's policy
	 * @param targetUtilization the policy's, as the webhook exports it
	 * @return whether the application has more instances than it needs
	 */
	public static boolean oversized(Sight seen, Policy policy, double targetUtilization) {
		Observation recorded = seen.observation();
		double input = value(recorded.input());
		return value(recorded.busy()) <= remainingCapacity(seen, policy) * targetUtilization
				&& Math.abs(arrival(recorded) - input) <= Math.max(0.05 * arrival(recorded), 0.1)
				&& value(recorded.lag()) <= 5 * input && value(recorded.instances()) >= seen.instances()
				&& !overloaded(seen, policy);
	}

	/**
	 * Work that what the next step in leaves could do; unknown where there is nothing to
	 * remove.
	 */
	private static double remainingCapacity(Sight seen, Policy policy) {
		if (seen.instances() <= policy.minInstances()) {
			return Double.NaN;
		}
		Integer step = policy.scaleInBy();
		double remaining = Math.max(seen.instances() - ((step != null) ? step : 1), policy.minInstances());
		Observation recorded = seen.observation();
		return capacity(recorded, remaining * value(recorded.consumers()) / value(recorded.instances()));
	}

	/** Work that consumers can do: partitions are indivisible. */
	private static double capacity(Observation recorded, double consumers) {
		double partitions = recorded.partitions().orElse(consumers);
		return partitions / Math.ceil(partitions / consumers);
	}

	private static double arrival(Observation recorded) {
		return value(recorded.arrival().rate());
	}

	private static double value(Measurement measurement) {
		return measurement.orElse(Double.NaN);
	}

}
