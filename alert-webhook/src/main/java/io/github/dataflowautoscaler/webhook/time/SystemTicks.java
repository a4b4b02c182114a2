package io.github.dataflowautoscaler.webhook.time;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The time of this machine.
 */
public final class SystemTicks implements Ticks {

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public void await(Object monitor, Duration longest) throws InterruptedException {
		monitor.wait(longest.toMillis());
	}

	@Override
	public Timer timer(String name, int threads) {
		return new Threads(name, threads);
	}

	private static final class Threads implements Timer {

		private final ScheduledThreadPoolExecutor executor;

		/** What comes after the end is dropped: it is recorded elsewhere. */
		Threads(String name, int threads) {
			this.executor = new ScheduledThreadPoolExecutor(threads, (task) -> {
				Thread thread = new Thread(task, name);
				thread.setDaemon(true);
				return thread;
			}, new ThreadPoolExecutor.DiscardPolicy());
			this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
			this.executor.setRemoveOnCancelPolicy(true);
		}

		@Override
		public Due schedule(Runnable task, Duration delay) {
			Future<?> future = this.executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
			return () -> future.cancel(false);
		}

		@Override
		public boolean close(Duration longest) {
			this.executor.shutdown();
			try {
				return this.executor.awaitTermination(longest.toNanos(), TimeUnit.NANOSECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}

	}

}
