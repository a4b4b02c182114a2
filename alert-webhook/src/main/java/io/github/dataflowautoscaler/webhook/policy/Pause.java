package io.github.dataflowautoscaler.webhook.policy;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A time in which alerts are answered and recorded, but nothing is decided.
 *
 * @param until its end, {@code null} if it lasts until an operator ends it
 */
public record Pause(@Nullable Instant until) {

	boolean lastsAt(Instant now) {
		return this.until == null || now.isBefore(this.until);
	}

	/** In words that follow "paused". */
	@Override
	public String toString() {
		return (this.until != null) ? "until " + this.until : "until somebody resumes it";
	}

}
