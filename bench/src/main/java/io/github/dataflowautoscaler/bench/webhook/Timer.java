package io.github.dataflowautoscaler.bench.webhook;

import java.util.concurrent.locks.LockSupport;

/**
 * The time that a load goes by.
 */
interface Timer {

	/** The machine's. */
	Timer REAL = new Timer() {

		@Override
		public long now() {
			return System.nanoTime();
		}

		@Override
		public void sleepUntil(long moment) {
			for (long left = moment - now(); left > 0; left = moment - now()) {
				LockSupport.parkNanos(left);
			}
		}

	};

	/**
	 * The time now.
	 * @return nanoseconds since some moment
	 */
	long now();

	/**
	 * Waits, unless the moment has passed.
	 * @param moment in the terms of {@link #now}
	 */
	void sleepUntil(long moment);

}
