package io.github.dataflowautoscaler.webhook.policy.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a window is open. That is a property of each instant and not an event, so nobody
 * has to be there when it begins or ends.
 */
public sealed interface Times permits WeeklyTimes, CronTimes, DatedTimes {

	/**
	 * Whose clock counts.
	 * @return the time zone
	 */
	ZoneId zone();

	/**
	 * Tells whether the window is open.
	 * @param instant the time
	 * @return whether it is open then; at its beginning it is, at its end no longer
	 */
	boolean include(Instant instant);

	/**
	 * Finds out how long the window stays as it is.
	 * @param instant the time
	 * @return the next instant at which the window opens if it is closed now, or closes
	 * if it is open now; empty if that is more than a year ahead, or never
	 */
	Optional<Instant> nextChange(Instant instant);

}
