package io.github.dataflowautoscaler.webhook.policy;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A time in which alerts are answered and recorded, but nothing is decided.
 *
 * @param until its end, {@code null} if it lasts until an operator ends it; in the year
 * 9999 at the latest
 */
public record Pause(@Nullable Instant until) {

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

	public Pause {
		if (until != null && until.isAfter(LATEST)) {
			throw new IllegalArgumentException("pausedUntil is %s, which is later than %s".formatted(until, LATEST));
		}
	}

	boolean lastsAt(Instant now) {
		return this.until == null || now.isBefore(this.until);
	}

	/** In words that follow "paused". */
	@Override
	public String toString() {
		return (this.until != null) ? "until " + this.until : "until somebody resumes it";
	}

}
