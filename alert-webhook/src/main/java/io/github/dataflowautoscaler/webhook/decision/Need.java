package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;

/**
 * What has to be handled, in messages per second.
 *
 * @param arrival what arrives now, or is about to because an upstream application is
 * being scaled out
 * @param rising the same with its trend, once instances that are started now have taken
 * effect
 * @param foreseen what the past foresees for then, 0 if that is nothing
 * @param lag messages that wait
 * @param catchUp the time in which they should be worked off
 */
public record Need(double arrival, double rising, double foreseen, double lag, Duration catchUp) {

	/**
	 * A trend that would change the rate by less in a minute is noise, as a share of it.
	 */
	private static final double NOISE_PER_MINUTE = 0.1;

	/** No trend is followed further than that when adding, as a share of the arrival. */
	private static final double FURTHEST = 0.5;

	/** Messages that wait for less than this are being handled, not waiting. */
	private static final double IN_FLIGHT_SECONDS = 5;

	/**
	 * An instance that the load would have back so soon is not worth removing: starting
	 * it again and two rebalances cost more than it saves.
	 */
	private static final Duration WORTH_REMOVING = Duration.ofMinutes(3);

	/**
	 * What instances are added for: the arrival plus its trend over the start-up time and
	 * half the rate window, by which the measured rate is behind. A falling rate is not
	 * extrapolated.
	 * @param observation what was measured; the arrival is known
	 * @param announced what an upstream application is about to send, 0 if nothing is
	 * announced
	 * @param lookAhead start-up time and half the rate window
	 * @param catchUp the time in which the lag should be worked off, above 0
	 * @return the need
	 */
	static Need toServe(Observation observation, double announced, Duration lookAhead, Duration catchUp) {
		double arrival = Math.max(observation.arrival().now().value(), announced);
		double rise = Math.min(rise(arrival, observation.arrival().trend(), lookAhead), FURTHEST * arrival);
		double waiting = Math.max(0, observation.lag().orElse(0) - IN_FLIGHT_SECONDS * arrival);
		return new Need(arrival, arrival + rise, 0, waiting, catchUp);
	}

	/**
	 * What present instances are kept for: the arrival plus its trend over the time that
	 * makes a removal worthwhile. The lag is not part of it: nothing is removed while one
	 * waits, and when it is gone, what was added to work it off has done its part.
	 * @param observation what was measured; the arrival is known
	 * @param announced what an upstream application is about to send, 0 if nothing is
	 * announced
	 * @return the need
	 */
	static Need toKeep(Observation observation, double announced) {
		double arrival = Math.max(observation.arrival().now().value(), announced);
		double rise = rise(arrival, observation.arrival().latestTrend(), WORTH_REMOVING);
		return new Need(arrival, arrival + rise, 0, 0, Duration.ZERO);
	}

	/**
	 * The same, for at least what is foreseen.
	 * @param rate messages per second, 0 if nothing is foreseen
	 * @return the need
	 */
	Need foreseeing(double rate) {
		return new Need(this.arrival, this.rising, rate, this.lag, this.catchUp);
	}

	/**
	 * What arrives once instances that are started now have taken effect.
	 * @return messages per second, at least {@code arrival}
	 */
	public double expected() {
		return Math.max(this.rising, this.foreseen);
	}

	private static double rise(double arrival, Measurement trend, Duration ahead) {
		double slope = trend.orElse(0);
		return (slope * 60 > NOISE_PER_MINUTE * arrival) ? slope * ahead.toSeconds() : 0;
	}

	/**
	 * The throughput that is needed.
	 * @param utilization the share of the time that instances should be busy with what
	 * arrives, above 0 and at most 1; the lag may take the rest
	 * @return messages per second
	 */
	double at(double utilization) {
		return this.lag / Math.max(1, this.catchUp.toSeconds()) + expected() / utilization;
	}

}
