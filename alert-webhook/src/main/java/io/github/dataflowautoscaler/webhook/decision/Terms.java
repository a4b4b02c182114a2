package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.policy.Foresight;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * The numbers behind an assessment, one by one, so that somebody who doubts the result
 * can do the sum.
 */
public final class Terms {

	private static final String RATE = "messages/s";

	private static final String SECONDS = "s";

	private final Policy policy;

	private final Assessment assessment;

	private final Instant now;

	private Terms(Policy policy, Assessment assessment, Instant now) {
		this.policy = policy;
		this.assessment = assessment;
		this.now = now;
	}

	/**
	 * Lists the terms of an assessment.
	 * @param policy the policy that it was made by
	 * @param assessment the assessment
	 * @param now when it was made
	 * @return the terms, in the order of the sum
	 */
	public static List<Term> of(Policy policy, Assessment assessment, Instant now) {
		return new Terms(policy, assessment, now).list();
	}

	private List<Term> list() {
		Observation seen = this.assessment.observation();
		return Stream
			.of(Stream.of(arrival()), foreseen(), Stream.of(expected(),
					measurement("input", seen.input(), RATE, "what is handled"),
					measurement("busy time", seen.busy(), "s/s", "what all instances together spend in their own work"),
					measurement("lag", seen.lag(), "messages",
							"what waits, with up to 5 s of the arrival that count as in flight"),
					seconds("catch-up time", this.policy.catchUp(), "set by the policy"), utilization(), throughput(),
					capacity(), consumers(),
					measurement("partitions", seen.partitions(), "partitions", "what the instances were assigned")),
					hotPartition(),
					Stream.of(seconds("start-up time", this.assessment.memory().startTime(),
							"of the latest scale-outs, or what is typical"), window()))
			.flatMap(Function.identity())
			.toList();
	}

	private Term arrival() {
		Measurement measured = this.assessment.observation().arrival().now();
		Need need = this.assessment.need();
		return (need != null && measured.isKnown() && need.arrival() > measured.value())
				? new Term("arrival", need.arrival(), RATE, String.format(Locale.ROOT,
						"announced by the scale-out of an upstream application; measured: %.1f", measured.value()))
				: measurement("arrival", measured, RATE, "what comes to its topics");
	}

	private Term utilization() {
		boolean set = this.policy.targetUtilization().share() != null;
		return new Term("target utilization", headroom().utilization(this.policy), "",
				set ? "set by the policy" : "auto: " + headroom().explanation());
	}

	private Headroom headroom() {
		return this.assessment.memory().headroom();
	}

	private Term expected() {
		Need need = this.assessment.need();
		return (need != null) ? new Term("expected arrival", need.expected(), RATE,
				"once instances that are started now have taken effect") : unknown("expected arrival", RATE);
	}

	private Stream<Term> foreseen() {
		Forecast forecast = this.assessment.memory().forecast();
		if (this.policy.foresight() == Foresight.OFF) {
			return Stream.of();
		}
		if (forecast == null) {
			return Stream.of(new Term("foreseen arrival", null, RATE, "the past could not be read yet"));
		}
		double rate = forecast.at(this.now);
		return Stream.of(new Term("foreseen arrival", (rate > 0) ? rate : null, RATE,
				forecast.explanation() + ((this.policy.foresight() == Foresight.ADVISE) ? "; advice only" : "")));
	}

	private Term throughput() {
		Need need = this.assessment.need();
		return (need != null) ? new Term("needed throughput", need.at(headroom().utilization(this.policy)), RATE,
				String.format(Locale.ROOT,
						"%.0f messages that wait / catch-up time + expected arrival / target utilization", need.lag()))
				: unknown("needed throughput", RATE);
	}

	private Term unknown(String name, String unit) {
		return new Term(name, null, unit, this.assessment.explanation());
	}

	private Term capacity() {
		Capacity capacity = this.assessment.capacity();
		return new Term("capacity per consumer", capacity.perConsumer(), RATE, switch (capacity.source()) {
			case BUSY_TIME -> "messages taken in per second of busy time";
			case SATURATION -> "what is taken in while more is waiting";
			case AT_LEAST -> "at least: so far, this version was busy for less than a tenth of its time";
			case LEARNED ->
				"learned before of this version; " + unmeasured("there is too little load to measure it now");
			case UNKNOWN -> unmeasured("there was no load to measure it with yet");
		});
	}

	/**
	 * Why what a capacity is made of is not known, or that it is, and says too little.
	 */
	private String unmeasured(String tooLittle) {
		Observation seen = this.assessment.observation();
		return Stream.of(seen.input(), seen.busy())
			.filter((measurement) -> !measurement.isKnown())
			.map(Measurement::reason)
			.findFirst()
			.orElse(tooLittle);
	}

	private Term consumers() {
		Observation seen = this.assessment.observation();
		Measurement consumers = seen.instances().isKnown() ? seen.consumers() : seen.instances();
		return consumers.isKnown()
				? new Term("consumers per instance", seen.consumersPerInstance(), "consumers",
						"that take messages in" + by(consumers))
				: new Term("consumers per instance", null, "consumers", consumers.reason());
	}

	private Stream<Term> hotPartition() {
		Observation seen = this.assessment.observation();
		HotPartition hot = seen.hotPartition();
		return (hot != null) ? Stream.of(new Term("hot partition", hot.share(), "",
				"what partition %s gets of the arrival; from %s instances on, more hardly help its consumer"
					.formatted(hot.number(), seen.helpfulInstances())))
				: Stream.empty();
	}

	private Term window() {
		Duration window = this.policy.scaleInWindow();
		OptionalInt highest = this.assessment.memory().highestRecommendation(window, this.now);
		@Nullable Double value = highest.isPresent() ? (double) highest.getAsInt() : null;
		String note = highest.isPresent()
				? "the most that was worth keeping within the last %s s; no scale-in goes below"
				: "what was worth keeping is not known for all of the last %s s";
		return new Term("highest in window", value, "instances", note.formatted(window.toSeconds()));
	}

	private static Term seconds(String name, Duration duration, String note) {
		return new Term(name, duration.toMillis() / 1000.0, SECONDS, note);
	}

	private static Term measurement(String name, Measurement measurement, String unit, String note) {
		return new Term(name, measurement.measured(), unit,
				measurement.isKnown() ? note + by(measurement) : measurement.reason());
	}

	private static String by(Measurement measurement) {
		return (measurement.witness() != null) ? ", by " + measurement.witness().description() : "";
	}

}
