package io.github.dataflowautoscaler.webhook.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * A clock that follows another one but does not jump with it. It is no {@link Clock}, so
 * that nobody mistakes one for the other. Cooldowns, windows and time limits are
 * differences of its times; if the system's clock is set an hour ahead, none of them may
 * be over at once, and if it is set back, none may last an hour longer. A difference to
 * the other clock is made up for at a tenth of the pace of time, so a minute that is
 * measured meanwhile is wrong by six seconds at most. Jumps of more than a day are
 * followed at once: no limit is longer than that, and the time shown would be of no use.
 */
public final class SteadyClock {

	private static final long PACE = 10;

	private static final Duration FOLLOWED_AT_ONCE = Duration.ofDays(1);

	private final Clock followed;

	private final LongSupplier nanoTime;

	private Instant time;

	private long readAt;

	/**
	 * Creates a clock.
	 * @param followed the clock to follow
	 * @param nanoTime a monotonic time in nanoseconds, from an arbitrary origin
	 */
	public SteadyClock(Clock followed, LongSupplier nanoTime) {
		this.followed = followed;
		this.nanoTime = nanoTime;
		this.time = followed.instant();
		this.readAt = nanoTime.getAsLong();
	}

	/**
	 * The time.
	 * @return the present time
	 */
	public synchronized Instant instant() {
		long now = this.nanoTime.getAsLong();
		Duration elapsed = Duration.ofNanos(now - this.readAt);
		Duration behind = Duration.between(this.time.plus(elapsed), this.followed.instant());
		Duration most = elapsed.dividedBy(PACE);
		if (behind.abs().compareTo(FOLLOWED_AT_ONCE) > 0 || behind.abs().compareTo(most) <= 0) {
			this.time = this.time.plus(elapsed).plus(behind);
		}
		else {
			this.time = this.time.plus(elapsed).plus(behind.isNegative() ? most.negated() : most);
		}
		this.readAt = now;
		return this.time;
	}

}
