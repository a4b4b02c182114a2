package io.github.dataflowautoscaler.webhook.leadership;

import java.time.Duration;

import io.github.dataflowautoscaler.webhook.leadership.Lease.State;
import io.github.dataflowautoscaler.webhook.time.Ticks;
import io.github.dataflowautoscaler.webhook.time.Ticks.Due;
import io.github.dataflowautoscaler.webhook.time.Ticks.Timer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Leadership}.
 */
class LeadershipTests {

	private static final Duration LEASE = Duration.ofSeconds(10);

	private final SharedLease lease = new SharedLease();

	private final SettableTicks ticks = new SettableTicks();

	private final Leadership leadership = new Leadership(this.lease, (mandate) -> {
	}, new LeadershipProperties(LEASE), this.ticks);

	@Test
	void aLeaseThatIsNotRenewedForAsLongAsItLastsIsTaken() {
		this.leadership.renewOrAcquire();
		this.ticks.pass(LEASE.minusNanos(1));
		this.leadership.renewOrAcquire();
		assertThat(this.leadership.leads()).isFalse();
		this.ticks.pass(Duration.ofNanos(1));
		this.leadership.renewOrAcquire();
		assertThat(this.leadership.leads()).isTrue();
	}

	@Test
	void timeInWhichTheLeaseWasBeingReadIsNoTimeInWhichItWasWatched() {
		this.lease.beforeReading = () -> this.ticks.pass(LEASE.multipliedBy(3));
		this.leadership.renewOrAcquire();
		this.lease.beforeReading = () -> {
		};
		this.ticks.pass(Duration.ofSeconds(1));
		this.leadership.renewOrAcquire();
		assertThat(this.leadership.leads()).isFalse();
	}

	@Test
	void aMandateLastsNoLongerThanSinceTheLeaseWasAskedFor() {
		this.lease.state = new State(1, 0, null);
		this.lease.beforeReading = () -> this.ticks.pass(LEASE);
		this.leadership.renewOrAcquire();
		assertThat(this.leadership.leads()).isFalse();
	}

	/** The lease of a replica that renews it now and then, or of nobody. */
	private static final class SharedLease implements Lease {

		private State state = new State(1, 5, "another");

		private Runnable beforeReading = () -> {
		};

		@Override
		public State read() {
			this.beforeReading.run();
			return this.state;
		}

		@Override
		public boolean take(State seen, String holder) {
			boolean same = seen.equals(this.state);
			this.state = same ? new State(seen.term() + 1, 0, holder) : this.state;
			return same;
		}

		@Override
		public boolean renew(long term) {
			return term == this.state.term();
		}

		@Override
		public void release(long term) {
			this.state = new State(term, 0, null);
		}

		@Override
		public boolean confirm(long term) {
			return term == this.state.term();
		}

	}

	private static final class SettableTicks implements Ticks {

		private long now;

		void pass(Duration time) {
			this.now += time.toNanos();
		}

		@Override
		public long nanoTime() {
			return this.now;
		}

		@Override
		public void await(Object monitor, Duration longest) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Timer timer(String name, int threads) {
			return new NoTimer();
		}

	}

	/** The test itself takes each turn. */
	private static final class NoTimer implements Timer {

		@Override
		public Due schedule(Runnable task, Duration delay) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean close(Duration longest) {
			return true;
		}

	}

}
