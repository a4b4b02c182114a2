package io.github.dataflowautoscaler.webhook.leadership;

import java.time.Duration;

import io.github.dataflowautoscaler.webhook.leadership.Lease.State;
import io.github.dataflowautoscaler.webhook.time.SystemTicks;

/**
 * The leadership of a replica whose lease the test gives and takes.
 */
public final class SettableLeadership {

	private static final State FREE = new State(0, 0, null);

	private final OneLease lease = new OneLease();

	private final Leadership leadership = new Leadership(this.lease, (mandate) -> {
	}, new LeadershipProperties(Duration.ofHours(1)), new SystemTicks());

	/**
	 * Has the replica decide.
	 * @return its leadership
	 */
	public Leadership leading() {
		this.lease.taken = false;
		this.leadership.renewOrAcquire();
		return this.leadership;
	}

	/** Has another replica take over. */
	public void takenOver() {
		this.lease.taken = true;
	}

	/** Has the replica notice that. */
	public void noticed() {
		this.leadership.renewOrAcquire();
	}

	private static final class OneLease implements Lease {

		private boolean taken;

		@Override
		public State read() {
			return FREE;
		}

		@Override
		public boolean take(State seen, String holder) {
			return !this.taken;
		}

		@Override
		public boolean renew(long term) {
			return !this.taken;
		}

		@Override
		public void release(long term) {
			this.taken = true;
		}

		@Override
		public boolean confirm(long term) {
			return !this.taken;
		}

	}

}
