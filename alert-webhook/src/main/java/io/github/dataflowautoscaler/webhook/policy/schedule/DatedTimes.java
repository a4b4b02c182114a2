package io.github.dataflowautoscaler.webhook.policy.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Once, from one local date and time to another.
 *
 * @param from when it begins
 * @param to when it ends, later than {@code from}
 * @param zone whose clock counts
 */
public record DatedTimes(LocalDateTime from, LocalDateTime to, ZoneId zone) implements Times {

	public DatedTimes {
		if (!to.isAfter(from)) {
			throw new IllegalArgumentException("to is %s, which is not after from %s".formatted(to, from));
		}
	}

	@Override
	public boolean include(Instant instant) {
		return interval().includes(instant);
	}

	@Override
	public Optional<Instant> nextChange(Instant instant) {
		return Interval.nextChange(List.of(interval()), instant);
	}

	@Override
	public String toString() {
		return "%s to %s %s".formatted(this.from, this.to, this.zone);
	}

	private Interval interval() {
		return new Interval(LocalTimes.instantOf(this.from, this.zone), LocalTimes.instantOf(this.to, this.zone));
	}

}
