package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.dataflowautoscaler.webhook.decision.Assessment.Limit;
import io.github.dataflowautoscaler.webhook.decision.Memory.Wish;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Works out the right number of instances from what was measured: what has to be handled,
 * divided by what one instance can do, within the limits of policy and partitions.
 */
public final class Sizing {

	/** The window over which rates are measured. */
	static final Duration RATE_WINDOW = Duration.ofMinutes(1);

	/** Changes need this long until the rates show nothing but the new instances. */
	static final Duration SETTLING = RATE_WINDOW.plusSeconds(30);

	/**
	 * Assesses.
	 * @param policy what the operator wants
	 * @param observation what was measured
	 * @param memory what is remembered of this version
	 * @param time when, and since when the instances are what they are
	 * @return the assessment
	 */
	public Assessment assess(Policy policy, Observation observation, Memory memory, Time time) {
		Capacity capacity = Capacity.measure(observation, memory.capacity(), time.isSettled());
		Double perConsumer = capacity.perConsumer();
		if (!observation.arrival().isKnown()) {
			return inconclusive(observation, capacity, memory,
					"What arrives is unknown: " + observation.arrival().reason());
		}
		Need need = Need.of(observation, memory.expectedArrival(time.now()),
				memory.startTime().plus(RATE_WINDOW.dividedBy(2)), policy.catchUp());
		if (perConsumer == null && need.expected() > 0) {
			return inconclusive(observation, capacity, memory,
					"There was no load yet to measure the capacity of an instance with");
		}
		double threads = (perConsumer != null) ? need.at(policy.targetUtilization()) / perConsumer : 0;
		int wanted = atLeastOne(threads / observation.consumersPerInstance());
		List<Limit> limits = new ArrayList<>();
		int wish = limited(policy, observation, limits, balanced(observation, threads, wanted, limits));
		Memory remembered = memory.wished(new Wish(time.now(), wish), policy.scaleInWindow(), perConsumer);
		return new Assessment(observation, capacity, need, wanted, wish, limits, remembered,
				explain(policy, observation, capacity, need) + limits(wanted, limits));
	}

	/**
	 * Three threads on four partitions do the work of two, so the fourth may be needed.
	 */
	private static int balanced(Observation observation, double threads, int wanted, List<Limit> limits) {
		int partitions = (int) observation.partitions().orElse(0);
		int most = atLeastOne(partitions / observation.consumersPerInstance());
		int count = wanted;
		while (partitions > 0 && count < most && observation.effectiveConsumers(count) < threads) {
			count++;
		}
		return note(limits, "partitions spread unevenly", wanted, count);
	}

	private static int limited(Policy policy, Observation observation, List<Limit> limits, int wish) {
		int bounded = note(limits, "maximum", wish, Math.min(wish, policy.maxInstances()));
		bounded = note(limits, "minimum", bounded, Math.max(bounded, policy.minInstances()));
		if (!observation.partitions().isKnown() || observation.partitions().value() < 1) {
			return bounded;
		}
		int most = atLeastOne(observation.partitions().value() / observation.consumersPerInstance());
		int capped = note(limits, "partitions", bounded, Math.max(policy.minInstances(), Math.min(bounded, most)));
		int fewest = capped;
		while (fewest > policy.minInstances()
				&& observation.effectiveConsumers(fewest - 1) >= observation.effectiveConsumers(capped)) {
			fewest--;
		}
		return note(limits, "same heaviest share of partitions", capped, fewest);
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

	private static Assessment inconclusive(Observation observation, Capacity capacity, Memory memory, String why) {
		return new Assessment(observation, capacity, null, 0, 0, List.of(), memory, why);
	}

	private static String explain(Policy policy, Observation observation, Capacity capacity, Need need) {
		return "%s messages/s arrive%s, %s wait; a thread does %s/s (%s); at %s %% utilization and %s s to catch up"
			.formatted(number(need.arrival()),
					(need.expected() > need.arrival()) ? " and rise to " + number(need.expected()) : "",
					observation.backlog().isKnown() ? number(observation.backlog().value()) : "an unknown number",
					number(capacity.perConsumer()), capacity.source().name().toLowerCase(Locale.ROOT).replace('_', ' '),
					Math.round(100 * policy.targetUtilization()), policy.catchUp().toSeconds());
	}

	private static String limits(int wanted, List<Limit> limits) {
		StringBuilder text = new StringBuilder(" that is work for %s instance(s)".formatted(wanted));
		limits.forEach((limit) -> text.append("; ").append(limit));
		return text.toString();
	}

	private static String number(@Nullable Double value) {
		return (value != null) ? String.format(Locale.ROOT, (value < 100) ? "%.1f" : "%.0f", value)
				: "an unknown number";
	}

	/**
	 * The time of an assessment.
	 *
	 * @param now when it is made
	 * @param lastChange when the number of instances last changed, {@code null} if that
	 * is long ago
	 */
	public record Time(Instant now, @Nullable Instant lastChange) {

		boolean isSettled() {
			return this.lastChange == null || !this.now.isBefore(this.lastChange.plus(SETTLING));
		}

	}

}
