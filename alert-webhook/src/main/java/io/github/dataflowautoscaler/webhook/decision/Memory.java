package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an application between two assessments.
 *
 * @param version the application's version; another version is another application
 * @param capacity what is known of a consumer's capacity
 * @param startTime from a scale request until new instances are deployed
 * @param recommendations the instances worth keeping at each assessment, oldest first,
 * from the one in force when the scale-in window began
 * @param expected what an upstream application will send soon, {@code null} if nothing is
 * expected
 * @param trial the last scale-out, to be judged by whether it helped, {@code null} if
 * there is none
 * @param headroom how the load surprises, which is the same for each version
 * @param forecast what is foreseen of the load, {@code null} if nothing was looked at;
 * the same for each version, too
 */
public record Memory(String version, Capacity capacity, Duration startTime, List<Recommendation> recommendations,
		@Nullable Expectation expected, @Nullable Trial trial, Headroom headroom, @Nullable Forecast forecast) {

	/** Measured on local deployers; replaced by the first measurement. */
	public static final Duration TYPICAL_START_TIME = Duration.ofSeconds(30);

	private static final double WEIGHT = 0.5;

	public Memory {
		recommendations = List.copyOf(recommendations);
	}

	/**
	 * What is remembered of an application of which nothing was foreseen yet.
	 * @param version the application's version
	 * @param capacity what is known of a consumer's capacity
	 * @param startTime from a scale request until new instances are deployed
	 * @param recommendations the instances worth keeping
	 * @param expected what an upstream application will send soon
	 * @param trial the last scale-out
	 * @param headroom how the load surprises
	 */
	public Memory(String version, Capacity capacity, Duration startTime, List<Recommendation> recommendations,
			@Nullable Expectation expected, @Nullable Trial trial, Headroom headroom) {
		this(version, capacity, startTime, recommendations, expected, trial, headroom, null);
	}

	/**
	 * Nothing is remembered.
	 * @param version the application's version
	 * @return an empty memory
	 */
	public static Memory empty(String version) {
		return new Memory(version, Capacity.UNKNOWN, TYPICAL_START_TIME, List.of(), null, null, Headroom.UNKNOWN);
	}

	/**
	 * What is remembered of this version: all of it, or nothing but what is known of the
	 * load if it is a new one.
	 * @param version the version that runs, empty if it is unknown
	 * @return the memory
	 */
	public Memory of(String version) {
		return (version.isEmpty() || this.version.equals(version)) ? this
				: empty(version).with(this.headroom).foreseeing(this.forecast);
	}

	/**
	 * Remembers how long new instances took.
	 * @param measured from the request until all instances were deployed
	 * @return the memory with a smoothed start-up time
	 */
	public Memory started(Duration measured) {
		Duration smoothed = this.startTime.plusMillis((long) (WEIGHT * measured.minus(this.startTime).toMillis()));
		return new Memory(this.version, this.capacity, smoothed, this.recommendations, this.expected, this.trial,
				this.headroom, this.forecast);
	}

	/**
	 * Remembers what an upstream application will send.
	 * @param expectation the expectation
	 * @return the memory with it
	 */
	public Memory expecting(Expectation expectation) {
		return new Memory(this.version, this.capacity, this.startTime, this.recommendations, expectation, this.trial,
				this.headroom, this.forecast);
	}

	/**
	 * Remembers a scale-out that has begun.
	 * @param trial what to judge it by, {@code null} if there is nothing
	 * @return the memory with it
	 */
	public Memory trying(@Nullable Trial trial) {
		return new Memory(this.version, this.capacity, this.startTime, this.recommendations, this.expected, trial,
				this.headroom, this.forecast);
	}

	/**
	 * Remembers what is foreseen of the load.
	 * @param forecast the forecast, {@code null} if nothing was looked at
	 * @return the memory with it
	 */
	public Memory foreseeing(@Nullable Forecast forecast) {
		return new Memory(this.version, this.capacity, this.startTime, this.recommendations, this.expected, this.trial,
				this.headroom, forecast);
	}

	/**
	 * Takes over what an assessment has made of an earlier state of this memory. What was
	 * noted since, of other sources, stays.
	 * @param assessed the memory of the assessment
	 * @return the memory with that one's version, capacity, recommendations and headroom
	 */
	public Memory assessed(Memory assessed) {
		return assessed.version.equals(this.version) ? new Memory(this.version, assessed.capacity, this.startTime,
				assessed.recommendations, this.expected, this.trial, assessed.headroom, this.forecast) : assessed;
	}

	/**
	 * Takes over what was learned elsewhere of the same version.
	 * @param learned the memory of somebody who has decided meanwhile
	 * @return the memory with that one's capacity and start-up time, and the headroom of
	 * the one that has looked for longer
	 */
	public Memory learning(Memory learned) {
		if (!learned.version.equals(this.version)) {
			return this;
		}
		Capacity better = (learned.capacity.measured() != null) ? learned.capacity : this.capacity;
		return new Memory(this.version, better, learned.startTime, this.recommendations, this.expected, this.trial,
				this.headroom.orLonger(learned.headroom), this.forecast);
	}

	/**
	 * Keeps the recommendations of the window and the one that was in force when it
	 * began.
	 */
	Memory recommended(Recommendation recommendation, Duration window, Capacity capacity) {
		Instant begin = recommendation.at().minus(window);
		List<Recommendation> kept = new ArrayList<>(this.recommendations);
		kept.add(recommendation);
		while (kept.size() > 1 && !kept.get(1).at().isAfter(begin)) {
			kept.remove(0);
		}
		return new Memory(this.version, capacity, this.startTime, kept, this.expected, this.trial, this.headroom,
				this.forecast);
	}

	Memory with(Headroom headroom) {
		return new Memory(this.version, this.capacity, this.startTime, this.recommendations, this.expected, this.trial,
				headroom, this.forecast);
	}

	Memory withoutRecommendations() {
		return new Memory(this.version, this.capacity, this.startTime, List.of(), this.expected, this.trial,
				this.headroom, this.forecast);
	}

	double expectedArrival(Instant now) {
		return (this.expected != null && now.isBefore(this.expected.until())) ? this.expected.arrival() : 0;
	}

	/** What is foreseen, in messages per second; 0 if that is nothing. */
	double foreseenArrival(Instant now) {
		return (this.forecast != null) ? this.forecast.at(now) : 0;
	}

	/**
	 * The highest recommendation of a window, if recommendations are known for all of it.
	 * The one in force when it began belongs to it.
	 * @param window the window, at most the one that recommendations are kept for
	 * @param now its end
	 * @return the highest recommendation, empty if there are recommendations for a part
	 * of the window only
	 */
	OptionalInt highestRecommendation(Duration window, Instant now) {
		Instant begin = now.minus(window);
		if (this.recommendations.isEmpty() || this.recommendations.get(0).at().isAfter(begin)) {
			return OptionalInt.empty();
		}
		int highest = 0;
		for (Recommendation recommendation : this.recommendations) {
			highest = recommendation.at().isAfter(begin) ? Math.max(highest, recommendation.instances())
					: recommendation.instances();
		}
		return OptionalInt.of(highest);
	}

	/**
	 * A recommendation.
	 *
	 * @param at when
	 * @param instances how many instances, those that a rising load will need soon
	 * included
	 */
	public record Recommendation(Instant at, int instances) {
	}

	/**
	 * What an upstream application will send once it has been scaled out.
	 *
	 * @param arrival messages per second
	 * @param until when it is to be seen in the measured arrival, and is forgotten
	 */
	public record Expectation(double arrival, Instant until) {
	}

}
