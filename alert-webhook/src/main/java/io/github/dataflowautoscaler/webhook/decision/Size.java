package io.github.dataflowautoscaler.webhook.decision;

import java.util.ArrayList;
import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.Assessment.Limit;
import io.github.dataflowautoscaler.webhook.policy.Policy;

/**
 * The number of instances for an amount of work, within the limits of policy and
 * partitions.
 *
 * @param required instances before any limit, at least 1
 * @param instances instances after the limits
 * @param limits the limits that made a difference, in their order
 */
record Size(int required, int instances, List<Limit> limits) {

	/** The limit that a hot partition sets. */
	static final String HOT_PARTITION = "hot partition";

	/** The limit that the policy sets. */
	static final String MAXIMUM = "maximum";

	Size {
		limits = List.copyOf(limits);
	}

	/**
	 * Works out the number.
	 * @param policy what the operator wants
	 * @param observation tells partitions and consumers per instance
	 * @param consumers the work, as consumers that would be busy with it at the target
	 * utilization and with what waits, 0 or more
	 * @param full the same for what arrives alone, if no consumer is to be overloaded
	 * @return the size
	 */
	static Size of(Policy policy, Observation observation, double consumers, double full) {
		int required = atLeastOne(consumers / observation.consumersPerInstance());
		List<Limit> limits = new ArrayList<>();
		int balanced = note(limits, "partitions spread unevenly", required, balanced(observation, consumers, required));
		int useful = note(limits, HOT_PARTITION, balanced, useful(observation, balanced, full));
		return new Size(required, limited(policy, observation, limits, useful), limits);
	}

	/**
	 * Three consumers on four partitions do the work of two, so the fourth may be needed.
	 */
	private static int balanced(Observation observation, double consumers, int required) {
		int partitions = (int) observation.partitions().orElse(0);
		int most = atLeastOne(partitions / observation.consumersPerInstance());
		int count = required;
		while (partitions > 0 && count < most && observation.evenConsumers(count) < consumers) {
			count++;
		}
		return count;
	}

	/**
	 * The consumer of a hot partition has to keep up, and what does not help it is of no
	 * use but for the others.
	 */
	private static int useful(Observation observation, int count, double full) {
		int fewest = observation.fewestInstances(full);
		return (observation.hotPartition() != null) ? Math.max(fewest, Math.min(count, observation.helpfulInstances()))
				: count;
	}

	private static int limited(Policy policy, Observation observation, List<Limit> limits, int recommended) {
		int bounded = note(limits, MAXIMUM, recommended, Math.min(recommended, policy.maxInstances()));
		bounded = note(limits, "minimum", bounded, Math.max(bounded, policy.minInstances()));
		if (!observation.partitions().isKnown() || observation.partitions().value() < 1) {
			return bounded;
		}
		int most = atLeastOne(observation.partitions().value() / observation.consumersPerInstance());
		int capped = note(limits, "partitions", bounded, Math.max(policy.minInstances(), Math.min(bounded, most)));
		return note(limits, "same heaviest share of partitions", capped, fewest(policy, observation, capped));
	}

	/**
	 * Drops instances that don't lower the heaviest share of partitions.
	 * @param policy its minimum is kept
	 * @param observation tells partitions and consumers per instance
	 * @param count a number of instances
	 * @return the smallest number that does as much
	 */
	static int fewest(Policy policy, Observation observation, int count) {
		int fewest = count;
		while (fewest > policy.minInstances()
				&& observation.evenConsumers(fewest - 1) >= observation.evenConsumers(count)) {
			fewest--;
		}
		return fewest;
	}

	private static int note(List<Limit> limits, String name, int from, int to) {
		if (from != to) {
			limits.add(new Limit(name, from, to));
		}
		return to;
	}

	private static int atLeastOne(double count) {
		return (int) Math.max(1, Math.ceil(count - 1e-9));
	}

}
