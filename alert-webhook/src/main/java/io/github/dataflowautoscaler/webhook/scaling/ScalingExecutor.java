package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.time.Ticks;
import io.github.dataflowautoscaler.webhook.time.Ticks.Due;
import io.github.dataflowautoscaler.webhook.time.Ticks.Timer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane per application, on a few threads: the steps of one application follow each
 * other, those of different applications don't wait for each other. A step is short; what
 * has to wait says when it wants to be called again. However often a lane is woken, it
 * pauses between two steps: a moment later there is nothing new to see.
 */
class ScalingExecutor implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ScalingExecutor.class);

	/** Steps mostly wait for answers of the platform, so there are more than cores. */
	private static final int THREADS = 16;

	private static final Duration AFTER_FAULT = Duration.ofSeconds(10);

	private static final Duration SHUTDOWN = Duration.ofSeconds(15);

	private final Map<ApplicationId, Lane> lanes = new ConcurrentHashMap<>();

	private final Function<ApplicationId, Optional<Duration>> step;

	private final Duration pause;

	private final Ticks ticks;

	private final Timer timer;

	/**
	 * Creates lanes.
	 * @param step takes an application's next step and says after what time there is
	 * another one, if at all
	 * @param pause least time from the beginning of a step to that of the next one that a
	 * wake-up asks for
	 * @param ticks the time
	 */
	ScalingExecutor(Function<ApplicationId, Optional<Duration>> step, Duration pause, Ticks ticks) {
		this.step = step;
		this.pause = pause;
		this.ticks = ticks;
		this.timer = ticks.timer("scaling", THREADS);
	}

	/**
	 * Has an application's next step taken as soon as the present one and the pause are
	 * over.
	 * @param id the application
	 */
	void wake(ApplicationId id) {
		this.lanes.computeIfAbsent(id, Lane::new).wake();
	}

	/**
	 * Has an application's next step taken, unless one is taken or is to come anyway.
	 * @param id the application
	 */
	void wakeIfIdle(ApplicationId id) {
		this.lanes.computeIfAbsent(id, Lane::new).wakeIfIdle();
	}

	/** Lets steps that have begun end. */
	@Override
	public void close() {
		if (!this.timer.close(SHUTDOWN)) {
			logger.warn("Scaling steps were still running after {} s", SHUTDOWN.toSeconds());
		}
	}

	private final class Lane {

		private final ApplicationId id;

		private @Nullable Due next;

		private long due;

		private long begun = ScalingExecutor.this.ticks.nanoTime() - ScalingExecutor.this.pause.toNanos();

		private boolean running;

		private boolean woken;

		Lane(ApplicationId id) {
			this.id = id;
		}

		synchronized void wake() {
			if (!this.running && !this.woken) {
				schedule(afterPause());
			}
			this.woken = true;
		}

		synchronized void wakeIfIdle() {
			if (!this.running && this.next == null) {
				wake();
			}
		}

		private Duration afterPause() {
			long left = ScalingExecutor.this.pause.toNanos() - (ScalingExecutor.this.ticks.nanoTime() - this.begun);
			return Duration.ofNanos(Math.max(left, 0));
		}

		/** Unless the step is due even earlier. */
		private void schedule(Duration delay) {
			long due = ScalingExecutor.this.ticks.nanoTime() + delay.toNanos();
			if (this.next != null) {
				if (this.due - due <= 0) {
					return;
				}
				this.next.cancel();
			}
			this.due = due;
			this.next = ScalingExecutor.this.timer.schedule(this::run, delay);
		}

		private void run() {
			synchronized (this) {
				this.running = true;
				this.woken = false;
				this.begun = ScalingExecutor.this.ticks.nanoTime();
			}
			Optional<Duration> delay = take();
			synchronized (this) {
				this.running = false;
				this.next = null;
				delay.ifPresent(this::schedule);
				if (this.woken) {
					schedule(afterPause());
				}
			}
		}

		private Optional<Duration> take() {
			try {
				return ScalingExecutor.this.step.apply(this.id);
			}
			catch (RuntimeException | Error ex) {
				// An error that left the lane running would keep it from ever running
				// again.
				logger.error("Scaling {} failed; trying again in {} s", this.id, AFTER_FAULT.toSeconds(), ex);
				return Optional.of(AFTER_FAULT);
			}
		}

	}

}
