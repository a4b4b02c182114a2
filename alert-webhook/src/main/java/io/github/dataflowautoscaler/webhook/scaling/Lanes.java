package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane per application, on a few threads: the steps of one application follow each
 * other, those of different applications don't wait for each other. A step is short; what
 * has to wait says when it wants to be called again.
 */
class Lanes implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Lanes.class);

	/** Steps mostly wait for answers of the platform, so there are more than cores. */
	private static final int THREADS = 16;

	private static final Duration AFTER_FAULT = Duration.ofSeconds(10);

	private static final Duration SHUTDOWN = Duration.ofSeconds(15);

	private final Map<ApplicationId, Lane> lanes = new ConcurrentHashMap<>();

	/** What comes after its end is dropped: it is recorded elsewhere. */
	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(THREADS,
			new ThreadPoolExecutor.DiscardPolicy());

	private final Function<ApplicationId, Optional<Duration>> step;

	/**
	 * Creates lanes.
	 * @param step takes an application's next step and says after what time there is
	 * another one, if at all
	 */
	Lanes(Function<ApplicationId, Optional<Duration>> step) {
		this.step = step;
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.executor.setRemoveOnCancelPolicy(true);
	}

	/**
	 * Has an application's next step taken now, or as soon as the present one is over.
	 * @param id the application
	 */
	void wake(ApplicationId id) {
		this.lanes.computeIfAbsent(id, Lane::new).wake();
	}

	/** Lets steps that have begun end. */
	@Override
	public void close() {
		this.executor.shutdown();
		try {
			if (!this.executor.awaitTermination(SHUTDOWN.toSeconds(), TimeUnit.SECONDS)) {
				logger.warn("Scaling steps were still running after {} s", SHUTDOWN.toSeconds());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private final class Lane {

		private final ApplicationId id;

		private @Nullable Future<?> next;

		private boolean running;

		private boolean woken;

		Lane(ApplicationId id) {
			this.id = id;
		}

		synchronized void wake() {
			this.woken = true;
			if (!this.running) {
				schedule(Duration.ZERO);
			}
		}

		private void schedule(Duration delay) {
			if (this.next != null) {
				this.next.cancel(false);
			}
			this.next = Lanes.this.executor.schedule(this::run, delay.toMillis(), TimeUnit.MILLISECONDS);
		}

		private void run() {
			synchronized (this) {
				if (this.running) {
					return;
				}
				this.running = true;
				this.woken = false;
			}
			Optional<Duration> delay = take();
			synchronized (this) {
				this.running = false;
				(this.woken ? Optional.of(Duration.ZERO) : delay).ifPresent(this::schedule);
			}
		}

		private Optional<Duration> take() {
			try {
				return Lanes.this.step.apply(this.id);
			}
			catch (RuntimeException | Error ex) {
				// An error that left the lane running would keep it from ever running
				// again.
				logger.error("Scaling {} met a fault; trying again in {} s", this.id, AFTER_FAULT.toSeconds(), ex);
				return Optional.of(AFTER_FAULT);
			}
		}

	}

}
