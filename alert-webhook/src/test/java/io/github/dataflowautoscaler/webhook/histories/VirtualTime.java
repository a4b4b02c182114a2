package io.github.dataflowautoscaler.webhook.histories;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Time that passes when everything that is due has been done. Whoever waits in the middle
 * of something lets time pass from there: what others do meanwhile runs inside of the
 * wait. So one thread is enough, and the same tasks always run in the same order.
 */
final class VirtualTime {

	/** Two minutes before ten, at which windows of schedules open. */
	static final Instant BEGIN = Instant.parse("2026-11-27T09:58:00Z");

	/** More than all replicas have to do at once. */
	private static final int MOST_AT_ONCE = 20_000;

	private final PriorityQueue<Task> tasks = new PriorityQueue<>();

	private final Consumer<Throwable> faults;

	private long now;

	private long scheduled;

	private int atOnce;

	private boolean over;

	/**
	 * Begins.
	 * @param faults hears of what a task throws
	 */
	VirtualTime(Consumer<Throwable> faults) {
		this.faults = faults;
	}

	/**
	 * The time that has passed.
	 * @return milliseconds since the beginning
	 */
	long now() {
		return this.now;
	}

	Task schedule(Actor actor, Runnable work, Duration delay) {
		return schedule(actor, work, this.now + delay.toMillis());
	}

	private Task schedule(Actor actor, Runnable work, long at) {
		this.scheduled++;
		Task task = new Task(actor, work, at, this.scheduled);
		this.tasks.add(task);
		return task;
	}

	/**
	 * Lets time pass, and has done what is due until then.
	 * @param until milliseconds since the beginning
	 */
	void passUntil(long until) {
		while (!this.over && !this.tasks.isEmpty() && this.tasks.peek().at <= until) {
			Task next = this.tasks.remove();
			this.atOnce = (next.at > this.now) ? 0 : this.atOnce + 1;
			this.now = Math.max(this.now, next.at);
			if (this.atOnce > MOST_AT_ONCE) {
				this.faults.accept(new IllegalStateException("It is tried again and again, and no time passes"));
			}
			else if (!next.cancelled) {
				run(next);
			}
		}
		this.now = this.over ? this.now : Math.max(this.now, until);
	}

	private void run(Task task) {
		long sleeps = task.actor.sleepsUntil();
		if (sleeps > this.now) {
			if (sleeps < Long.MAX_VALUE) {
				schedule(task.actor, task.work, sleeps);
			}
			return;
		}
		try {
			task.work.run();
		}
		catch (RuntimeException | Error ex) {
			this.faults.accept(ex);
		}
	}

	/** Lets nothing more happen. */
	void end() {
		this.over = true;
	}

	/**
	 * Who has something to do.
	 */
	interface Actor {

		/** Somebody who always can. */
		Actor WORLD = () -> 0;

		/**
		 * Tells until when nothing is done.
		 * @return milliseconds since the beginning, {@link Long#MAX_VALUE} for ever
		 */
		long sleepsUntil();

	}

	/**
	 * Something to do.
	 */
	static final class Task implements Comparable<Task> {

		private final Actor actor;

		private final Runnable work;

		private final long at;

		private final long order;

		private boolean cancelled;

		private Task(Actor actor, Runnable work, long at, long order) {
			this.actor = actor;
			this.work = work;
			this.at = at;
			this.order = order;
		}

		void cancel() {
			this.cancelled = true;
		}

		@Override
		public int compareTo(Task other) {
			int byTime = Long.compare(this.at, other.at);
			return (byTime != 0) ? byTime : Long.compare(this.order, other.order);
		}

	}

}
