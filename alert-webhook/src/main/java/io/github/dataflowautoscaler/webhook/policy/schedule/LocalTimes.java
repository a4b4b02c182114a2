package io.github.dataflowautoscaler.webhook.policy.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/**
 * The instants of local times. A later local time is never an earlier instant, so windows
 * that follow each other on the local clock neither overlap nor leave anything out when
 * that clock is changed.
 */
final class LocalTimes {

	private LocalTimes() {
	}

	/**
	 * Finds the instant at which a local clock first shows a time, or a later one.
	 * @param local what the clock shows
	 * @param zone where it is
	 * @return the first of two instants if the clock is put back over the time; the
	 * instant of the change if it is put forward over it
	 */
	static Instant instantOf(LocalDateTime local, ZoneId zone) {
		ZoneOffsetTransition change = zone.getRules().getTransition(local);
		if (change == null) {
			return local.toInstant(zone.getRules().getOffset(local));
		}
		return change.isGap() ? change.getInstant() : local.toInstant(change.getOffsetBefore());
	}

}
