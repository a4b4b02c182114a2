package io.github.dataflowautoscaler.webhook;

import java.time.Clock;

import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import io.github.dataflowautoscaler.webhook.time.SystemTicks;
import io.github.dataflowautoscaler.webhook.time.Ticks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Beans that several features share.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AutoscaleConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(AutoscaleConfiguration.class);

	@Bean
	Ticks ticks() {
		return new SystemTicks();
	}

	/** For durations, and for the times of the webhook's own events. */
	@Bean
	SteadyClock clock(Clock systemClock, Ticks ticks) {
		return new SteadyClock(systemClock, ticks::nanoTime);
	}

	/**
	 * For times that others set or are told: after a jump of the system's clock, the
	 * steady clock differs from theirs for hours.
	 */
	@Bean
	Clock systemClock() {
		return Clock.systemUTC();
	}

	/** A database that is down fails every round; a line is enough then. */
	@Bean
	ThreadPoolTaskSchedulerCustomizer errorHandler() {
		return (scheduler) -> scheduler.setErrorHandler((ex) -> {
			if (ex instanceof DataAccessException) {
				logger.warn("A regular task has to wait for the database: {}", ex.getMessage());
			}
			else {
				logger.error("A regular task failed", ex);
			}
		});
	}

}
