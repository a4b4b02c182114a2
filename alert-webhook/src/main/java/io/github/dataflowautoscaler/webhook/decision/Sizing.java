package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.github.dataflowautoscaler.webhook.decision.Assessment.Limit;
import io.github.dataflowautoscaler.webhook.decision.Headroom.Outlook;
import io.github.dataflowautoscaler.webhook.decision.Memory.Recommendation;
import io.github.dataflowautoscaler.webhook.policy.Foresight;
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

	/** The measured rate is behind by that. */
	private static final Duration HALF_WINDOW = RATE_WINDOW.dividedBy(2);

	/** From an overload to the call: how long it has to last, and the alert's way. */
	private static final Duration REACTION = Duration.ofSeconds(30);

	private Sizing() {
	}

	/**
	 * Assesses.
	 * @param policy what the operator wants
	 * @param observation what was measured
	 * @param memory what is remembered of this version
	 * @param time when, and since when the instances are what they are
	 * @return the assessment
	 */
	public static Assessment assess(Policy policy, Observation observation, Memory memory, Time time) {
		Capacity capacity = Capacity.measure(observation, memory.capacity(), time.isSettled());
		if (observation.instances().isKnown() && !observation.consumers().isKnown()) {
			return inconclusive(observation, capacity, memory,
					"The number of consumers is unknown: " + observation.consumers().reason());
		}
		Measurement arrival = observation.arrival().now();
		if (!arrival.isKnown()) {
			return inconclusive(observation, capacity, memory, "The arrival is unknown: " + arrival.reason());
		}
		double announced = memory.expectedArrival(time.now());
		double foreseen = (policy.foresight() == Foresight.ON) ? memory.foreseenArrival(time.now()) : 0;
		Need need = Need.toServe(observation, announced, memory.startTime().plus(HALF_WINDOW), policy.catchUp())
			.foreseeing(foreseen);
		if (capacity.perConsumer() == null && need.expected() > 0) {
			return inconclusive(observation, capacity, memory,
					"There was no load yet to measure the capacity of an instance with");
		}
		Headroom headroom = memory.headroom()
			.seen(time.now(), arrival.value())
			.expecting(new Outlook(Math.max(need.expected(), throughput(capacity, observation, policy.minInstances())),
					time.now(), time.now().plus(memory.startTime()).plus(HALF_WINDOW).plus(REACTION)));
		double utilization = headroom.utilization(policy);
		Need keep = Need.toKeep(observation, announced).foreseeing(foreseen);
		double share = share(capacity);
		Size size = Size.of(policy, observation, share * need.at(utilization), share * need.expected());
		Size kept = Size.of(policy, observation, share * keep.at(utilization), share * keep.expected());
		Memory remembered = memory.with(headroom)
			.recommended(new Recommendation(time.now(), kept.instances()), policy.scaleInWindow(), capacity);
		return new Assessment(observation, capacity, need, size.required(), size.instances(), size.limits(), remembered,
				explain(observation, capacity, need) + foreseen(memory, need) + target(utilization, policy)
						+ limits(size.required(), size.limits()) + hotPartition(observation, size));
	}

	/** Of a consumer, what one message per second keeps busy; 0 if that is not known. */
	private static double share(Capacity capacity) {
		Double perConsumer = capacity.perConsumer();
		return (perConsumer != null) ? 1 / perConsumer : 0;
	}

	/**
	 * What a number of instances can do.
	 * @param capacity what one consumer can do
	 * @param observation what was measured
	 * @param instances how many
	 * @return messages per second, 0 if that is not known
	 */
	public static double throughput(Capacity capacity, Observation observation, int instances) {
		Double perConsumer = capacity.perConsumer();
		return (perConsumer != null) ? perConsumer * observation.effectiveConsumers(instances) : 0;
	}

	/**
	 * A time of which nothing is known may have needed more than what is known of the
	 * rest.
	 */
	private static Assessment inconclusive(Observation observation, Capacity capacity, Memory memory, String why) {
		return new Assessment(observation, capacity, null, 0, 0, List.of(), memory.withoutRecommendations(), why);
	}

	private static String explain(Observation observation, Capacity capacity, Need need) {
		String rise = (need.rising() > need.arrival()) ? " and rise to " + number(need.rising()) : "";
		String lag = observation.lag().isKnown() ? number(observation.lag().value()) : "an unknown number";
		return number(need.arrival()) + " messages/s arrive" + rise + ", " + lag + " wait; " + does(capacity);
	}

	private static String foreseen(Memory memory, Need need) {
		Forecast forecast = memory.forecast();
		return (forecast != null && need.foreseen() > need.rising()) ? "; " + forecast.explanation() : "";
	}

	private static String target(double utilization, Policy policy) {
		return "; at %s %% utilization and %s s to catch up".formatted(Math.round(100 * utilization),
				policy.catchUp().toSeconds());
	}

	private static String does(Capacity capacity) {
		if (capacity.perConsumer() == null) {
			return "what a consumer can do is not known yet";
		}
		String rate = number(capacity.perConsumer()) + "/s";
		if (capacity.isLowerBound()) {
			return "a consumer does at least " + rate;
		}
		String source = capacity.source().name().toLowerCase(Locale.ROOT).replace('_', ' ');
		return "a consumer does " + rate + " (" + source + ")";
	}

	private static String limits(int required, List<Limit> limits) {
		StringBuilder text = new StringBuilder(" that is work for %s instance(s)".formatted(required));
		limits.forEach((limit) -> text.append("; ").append(limit));
		return text.toString();
	}

	/** What an operator has to know before more instances are of no use. */
	private static String hotPartition(Observation observation, Size size) {
		HotPartition hot = observation.hotPartition();
		if (hot == null) {
			return "";
		}
		int helpful = Math.max(observation.helpfulInstances(), size.instances());
		return "; " + hot + ((helpful < observation.mostInstances())
				? "; no number of instances above %s helps".formatted(helpful) : "");
	}

	private static String number(@Nullable Double value) {
		if (value == null) {
			return "an unknown number";
		}
		// All applications are assessed every few seconds, and a formatter would take
		// most of the time.
		return (value < 100) ? String.valueOf(Math.round(10 * value) / 10.0) : String.valueOf(Math.round(value));
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
