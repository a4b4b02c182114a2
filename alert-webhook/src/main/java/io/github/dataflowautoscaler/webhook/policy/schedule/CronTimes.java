package io.github.dataflowautoscaler.webhook.policy.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

import org.springframework.scheduling.support.CronExpression;

/**
 * For a length from each time of a cron expression on. The length is elapsed time, also
 * where the clock is changed within it.
 *
 * @param cron seconds, minutes, hours, days of the month, months and days of the week, as
 * {@link CronExpression} reads them
 * @param length how long it is open each time, from a minute to a week
 * @param zone whose clock counts
 */
public record CronTimes(CronExpression cron, Duration length, ZoneId zone) implements Times {

	private static final Duration SHORTEST = Duration.ofMinutes(1);

	private static final Duration LONGEST = Duration.ofDays(7);

	/** A window that stays open over that many beginnings counts as always open. */
	private static final int MOST_BEGINNINGS = 1000;

	public CronTimes {
		if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException(
					"length is %s; it must be from %s to %s".formatted(length, SHORTEST, LONGEST));
		}
	}

	@Override
	public boolean include(Instant instant) {
		return beginningWithin(instant).isPresent();
	}

	@Override
	public Optional<Instant> nextChange(Instant instant) {
		Optional<Instant> beginning = beginningWithin(instant);
		if (beginning.isEmpty()) {
			return beginningAfter(instant);
		}
		for (int i = 0; i < MOST_BEGINNINGS; i++) {
			Instant end = beginning.get().plus(this.length);
			beginning = beginningWithin(end);
			if (beginning.isEmpty()) {
				return Optional.of(end);
			}
		}
		return Optional.empty();
	}

	@Override
	public String toString() {
		return "%s for %s %s".formatted(this.cron, this.length, this.zone);
	}

	/** The first beginning of which the length is not over at an instant. */
	private Optional<Instant> beginningWithin(Instant instant) {
		return beginningAfter(instant.minus(this.length)).filter((beginning) -> !beginning.isAfter(instant));
	}

	private Optional<Instant> beginningAfter(Instant instant) {
		return Optional.ofNullable(this.cron.next(instant.atZone(this.zone))).map(ZonedDateTime::toInstant);
	}

}
