package io.github.dataflowautoscaler.webhook.histories;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import io.github.dataflowautoscaler.webhook.histories.VirtualTime.Task;
import io.github.dataflowautoscaler.webhook.time.Ticks;

/**
 * The machine that a replica runs on: its time, its threads, and its clock.
 */
final class Machine implements Ticks {

	private final Replica replica;

	private final World world;

	private Duration clockError = Duration.ZERO;

	Machine(Replica replica, World world) {
		this.replica = replica;
		this.world = world;
	}

	void setClock(Duration error) {
		this.clockError = error;
	}

	@Override
	public long nanoTime() {
		return this.world.time.now() * 1_000_000;
	}

	@Override
	public void await(Object monitor, Duration longest) {
		this.world.time.passUntil(this.world.time.now() + Math.min(longest.toMillis(), 200));
		this.replica.goOn();
	}

	@Override
	public Timer timer(String name, int threads) {
		return new Timer() {

			@Override
			public Due schedule(Runnable task, Duration delay) {
				Task scheduled = Machine.this.world.time.schedule(Machine.this.replica, task, delay);
				return scheduled::cancel;
			}

			@Override
			public boolean close(Duration longest) {
				return true;
			}

		};
	}

	/**
	 * The clock of the machine that the replica runs on.
	 * @return a clock that may be wrong
	 */
	Clock systemClock() {
		return new Clock() {

			@Override
			public ZoneId getZone() {
				return ZoneOffset.UTC;
			}

			@Override
			public Clock withZone(ZoneId zone) {
				throw new UnsupportedOperationException();
			}

			@Override
			public Instant instant() {
				return VirtualTime.BEGIN.plusMillis(Machine.this.world.time.now()).plus(Machine.this.clockError);
			}

		};
	}

}
