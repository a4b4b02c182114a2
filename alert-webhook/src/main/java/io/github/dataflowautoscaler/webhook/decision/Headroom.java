package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.dataflowautoscaler.webhook.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * How far the arrival of an application has exceeded what was expected of it, by the time
 * a new instance would have served. An application needs room for what comes as a
 * surprise, and no more: a smooth load can keep its instances busier than one that jumps.
 * <p>
 * One outlook is open at a time. When it is due, the excess over it is noted for the time
 * that it covered. Of what is noted, half is forgotten in two days.
 *
 * @param seconds the time, in seconds, in which the excess was 0, at most 1 %, at most 2
 * % and so on; the last one is for all that is more
 * @param outlook what is expected next, {@code null} if nothing is
 */
public record Headroom(List<Double> seconds, @Nullable Outlook outlook) {

	/** The least room that is kept ends in this utilization. */
	public static final double BUSIEST = 0.95;

	/** The most room that is kept, also until enough was seen, ends in this one. */
	public static final double LEAST_BUSY = 0.85;

	/**
	 * Room for the excess of all but one twentieth of the time. Less of it costs more
	 * hours and changes than it saves time with a backlog.
	 */
	private static final double QUANTILE = 0.95;

	/** Room for more than this is not kept, so more is not told apart. */
	private static final int MOST_PERCENT = 18;

	private static final Duration HALF_LIFE = Duration.ofDays(2);

	/** As if that long the excess had been more than any room: nothing is known. */
	private static final double DOUBT_SECONDS = 900;

	/** An outlook that nobody looks at for so long after it was due is void. */
	private static final Duration OVERDUE = Duration.ofMinutes(1);

	/** Nothing was seen. */
	public static final Headroom UNKNOWN = new Headroom(doubt(), null);

	public Headroom {
		if (seconds.size() != MOST_PERCENT + 1) {
			throw new IllegalArgumentException(
					"%s shares of time are needed, not %s".formatted(MOST_PERCENT + 1, seconds));
		}
		seconds = List.copyOf(seconds);
	}

	private static List<Double> doubt() {
		List<Double> seconds = new ArrayList<>(Collections.nCopies(MOST_PERCENT, 0.0));
		seconds.add(DOUBT_SECONDS);
		return seconds;
	}

	/**
	 * Looks at what arrives.
	 * @param now the time
	 * @param arrival messages per second
	 * @return the same, or with what has come of the outlook if it is due
	 */
	Headroom seen(Instant now, double arrival) {
		if (this.outlook == null || now.isBefore(this.outlook.due())) {
			return this;
		}
		return now.isAfter(this.outlook.due().plus(OVERDUE)) ? new Headroom(this.seconds, null)
				: noted(this.outlook.excess(arrival), this.outlook.span());
	}

	private Headroom noted(double excess, Duration span) {
		double kept = Math.pow(0.5, (double) span.toMillis() / HALF_LIFE.toMillis());
		List<Double> noted = new ArrayList<>(this.seconds.stream().map((time) -> kept * time).toList());
		int percent = (int) Math.min(MOST_PERCENT, Math.ceil(100 * excess - 1e-9));
		noted.set(percent, noted.get(percent) + span.toMillis() / 1000.0);
		return new Headroom(noted, null);
	}

	/**
	 * Opens an outlook, unless one is open.
	 * @param next what to expect from now on
	 * @return the same, or with the outlook
	 */
	Headroom expecting(Outlook next) {
		return (this.outlook != null) ? this : new Headroom(this.seconds, next);
	}

	/**
	 * The excess that room is kept for, before the bounds.
	 * @return whole percent, 0 to 18; 18 stands for all that is more than 17
	 */
	int percent() {
		double beyond = (1 - QUANTILE) * total();
		int percent = MOST_PERCENT;
		double above = this.seconds.get(percent);
		while (percent > 0 && above <= beyond) {
			percent--;
			above += this.seconds.get(percent);
		}
		return percent;
	}

	/**
	 * The utilization that leaves the room.
	 * @return 0.85 to 0.95
	 */
	public double utilization() {
		return Math.max(LEAST_BUSY, Math.min(BUSIEST, 100.0 / (100 + percent())));
	}

	/**
	 * The utilization that a policy aims at.
	 * @param policy the policy
	 * @return its own number, or the one that is found
	 */
	public double utilization(Policy policy) {
		Double share = policy.targetUtilization().share();
		return (share != null) ? share : utilization();
	}

	/**
	 * In words, why the utilization is as it is.
	 * @return a sentence about the load
	 */
	String explanation() {
		int percent = percent();
		return ((percent < MOST_PERCENT)
				? "for at most one minute of twenty in the last days, the arrival exceeded what was expected by more than %s %%"
				: "for more than one minute of twenty in the last days, the arrival exceeded what was expected by more"
						+ " than %s %%, or too little was seen of it yet")
			.formatted(Math.min(percent, MOST_PERCENT - 1));
	}

	private double total() {
		return this.seconds.stream().mapToDouble(Double::doubleValue).sum();
	}

	/**
	 * What is known, of two replicas that look at the same application: that of the one
	 * that has looked for longer.
	 * @param other what the other one knows
	 * @return this or the other one
	 */
	Headroom orLonger(Headroom other) {
		return (other.total() > total()) ? other : this;
	}

	/**
	 * How much two differ.
	 * @param other another one
	 * @return seconds that were noted otherwise
	 */
	public double difference(Headroom other) {
		double sum = 0;
		for (int percent = 0; percent <= MOST_PERCENT; percent++) {
			sum += Math.abs(this.seconds.get(percent) - other.seconds.get(percent));
		}
		return sum;
	}

	/**
	 * What is expected for a time to come.
	 *
	 * @param rate messages per second that are expected or that the fewest instances can
	 * handle anyway, 0 or more
	 * @param from when it was expected
	 * @param due when a new instance would serve
	 */
	public record Outlook(double rate, Instant from, Instant due) {

		private double excess(double arrival) {
			return (arrival > this.rate) ? arrival / this.rate - 1 : 0;
		}

		private Duration span() {
			return Duration.between(this.from, this.due);
		}

	}

}
