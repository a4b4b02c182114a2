package io.github.dataflowautoscaler.webhook.simulation;

import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import io.github.dataflowautoscaler.webhook.decision.Arrival;
import io.github.dataflowautoscaler.webhook.decision.Measurement;

/**
 * What arrived at an application over some time, as the recording rules have it: one
 * value for each of their evaluations. Where nothing was recorded, nothing is known.
 */
public final class MeasuredLoad {

	/** Seconds between two evaluations of the rules. */
	public static final int STEP = 15;

	/** A rate tells of the middle of its window, which ends with the latest scrape. */
	private static final int SCRAPE_DELAY = 7;

	private static final int RECENT_DELAY = 15 + SCRAPE_DELAY;

	private static final int RATE_DELAY = 30 + SCRAPE_DELAY;

	/** Samples of a minute, both ends included. */
	private static final int MINUTE = 5;

	private final Instant begin;

	private final double[] rates;

	private final double[] recent;

	/**
	 * Takes what was recorded.
	 * @param begin when the step before the first evaluation began
	 * @param rates messages per second over a minute at each evaluation, {@code NaN}
	 * where it is unknown
	 * @param recent the same over half a minute, likewise
	 * @throws IllegalArgumentException if the two differ in length
	 */
	public MeasuredLoad(Instant begin, double[] rates, double[] recent) {
		if (rates.length != recent.length) {
			throw new IllegalArgumentException("%s rates over a minute and %s over half a minute are of different times"
				.formatted(rates.length, recent.length));
		}
		this.begin = begin;
		this.rates = rates.clone();
		this.recent = recent.clone();
	}

	/**
	 * When it begins.
	 * @return the time before the first second
	 */
	public Instant begin() {
		return this.begin;
	}

	/**
	 * How long it is.
	 * @return in seconds
	 */
	public int seconds() {
		return this.rates.length * STEP;
	}

	/**
	 * How much of it nothing is known of.
	 * @return in seconds
	 */
	public int unknownSeconds() {
		return STEP * (int) Arrays.stream(this.rates).filter(Double::isNaN).count();
	}

	/**
	 * The first second of which something is known.
	 * @return from 0, empty if there is none
	 */
	public OptionalInt firstKnown() {
		return IntStream.range(0, this.rates.length)
			.filter((step) -> !Double.isNaN(this.rates[step]))
			.map((step) -> step * STEP)
			.findFirst();
	}

	/**
	 * Tells whether the load of a second is known.
	 * @param second from 0
	 * @return whether the evaluation that follows has a rate
	 */
	public boolean isKnown(int second) {
		return !Double.isNaN(this.rates[second / STEP]);
	}

	/**
	 * The load at a second, as the windows of later evaluations saw it.
	 * @param second one that is known
	 * @return messages per second
	 */
	double at(int second) {
		double quick = between(this.recent, second + RECENT_DELAY);
		double load = Double.isNaN(quick) ? between(this.rates, second + RATE_DELAY) : quick;
		return Double.isNaN(load) ? this.rates[second / STEP] : load;
	}

	/** On the straight line between two evaluations. */
	private static double between(double[] values, int second) {
		int before = second / STEP - 1;
		if (before < 0 || before + 1 >= values.length) {
			return Double.NaN;
		}
		double share = (double) (second % STEP) / STEP;
		return values[before] + share * (values[before + 1] - values[before]);
	}

	/**
	 * What the webhook reads after an evaluation.
	 * @param evaluation its number, from 0; it is due at the end of its step
	 * @return the arrival with its trends
	 */
	Arrival arrival(int evaluation) {
		double latest = slope(evaluation);
		double before = slope(evaluation - MINUTE + 1);
		return new Arrival(measurement(this.rates[evaluation]), measurement(this.recent[evaluation]),
				measurement(Math.min(latest, before)), measurement(latest));
	}

	/** PromQL's {@code deriv} over a minute; unknown where one of its samples is. */
	private double slope(int evaluation) {
		if (evaluation < MINUTE - 1) {
			return Double.NaN;
		}
		double products = 0;
		double squares = 0;
		for (int sample = 0; sample < MINUTE; sample++) {
			double time = STEP * (sample - (MINUTE - 1) / 2.0);
			products += time * this.rates[evaluation - MINUTE + 1 + sample];
			squares += time * time;
		}
		return products / squares;
	}

	private static Measurement measurement(double value) {
		return Double.isNaN(value) ? Measurement.unknown("it was not recorded") : Measurement.of(value);
	}

	/**
	 * A quantile of the rates that are known; there has to be one.
	 * @param share 0 for the lowest, 1 for the highest
	 * @return messages per second over a minute
	 */
	public double quantile(double share) {
		double[] sorted = Arrays.stream(this.rates).filter((rate) -> !Double.isNaN(rate)).sorted().toArray();
		return sorted[(int) Math.round(share * (sorted.length - 1))];
	}

}
