package io.github.dataflowautoscaler.webhook.time;

import java.time.Duration;

/**
 * Time as it passes, and threads that wait for some of it to pass. What the scaling loop
 * waits for, it waits for here: it neither reads a clock nor sleeps nor starts a thread
 * by itself. So whoever gives it another time can have all of it done in one thread.
 */
public interface Ticks {

	/**
	 * A time that does not jump.
	 * @return nanoseconds from an arbitrary origin, good for differences only
	 */
	long nanoTime();

	/**
	 * Waits until somebody notifies those who wait for a monitor, as
	 * {@link Object#wait(long)} does: it can also return for no reason.
	 * @param monitor the monitor, which the caller holds
	 * @param longest the longest time to wait, at least a millisecond
	 * @throws InterruptedException if the thread is to end
	 */
	void await(Object monitor, Duration longest) throws InterruptedException;

	/**
	 * Starts threads of one's own.
	 * @param name what they are for
	 * @param threads how many tasks can run at the same time
	 * @return a timer without tasks
	 */
	Timer timer(String name, int threads);

	/**
	 * Runs tasks in time. What a task throws is its own affair.
	 */
	interface Timer {

		/**
		 * Runs a task once, unless the timer is closed before it is due.
		 * @param task the task
		 * @param delay from now, 0 or more
		 * @return can be used until the task begins
		 */
		Due schedule(Runnable task, Duration delay);

		/**
		 * Runs no further task, and lets those that run end; nobody is interrupted.
		 * @param longest the longest time to wait for their end
		 * @return whether all have ended
		 */
		boolean close(Duration longest);

	}

	/**
	 * A task that is due.
	 */
	interface Due {

		/** Has the task not run, if it has not begun. */
		void cancel();

	}

}
