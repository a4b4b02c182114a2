package io.github.dataflowautoscaler.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

import io.github.dataflowautoscaler.webhook.time.SteadyClock;

/**
 * A system's clock: it goes with the true time, and somebody can set it.
 */
public final class SettableClock extends Clock {

	private final InstantSource trueTime;

	private volatile Duration ahead = Duration.ZERO;

	public SettableClock(InstantSource trueTime) {
		this.trueTime = trueTime;
	}

	/**
	 * Sets the clock.
	 * @param ahead how far ahead of the true time it is from now on, negative for behind
	 */
	public void set(Duration ahead) {
		this.ahead = ahead;
	}

	/**
	 * A steady clock for which a controlled clock's time is all the time that passes.
	 * @param clock the controlled clock
	 * @return the steady clock
	 */
	public static SteadyClock steady(Clock clock) {
		return new SteadyClock(clock, () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos());
	}

	@Override
	public Instant instant() {
		return this.trueTime.instant().plus(this.ahead);
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
