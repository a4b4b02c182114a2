package io.github.dataflowautoscaler.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;

import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Does several times a second what the webhook does every few seconds, such as to renew
 * what it exports. Intervals that a test sets itself, and hours, stay as they are.
 */
final class HastyScheduler extends ThreadPoolTaskScheduler {

	private static final Duration HASTY = Duration.ofMillis(250);

	static void register(ConfigurableApplicationContext context) {
		((GenericApplicationContext) context).registerBean("taskScheduler", ThreadPoolTaskScheduler.class,
				() -> context.getBean(ThreadPoolTaskSchedulerBuilder.class).configure(new HastyScheduler()));
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
		boolean seconds = delay.toSeconds() > 1 && delay.toSeconds() < 60;
		return super.scheduleWithFixedDelay(task, startTime, seconds ? HASTY : delay);
	}

}
