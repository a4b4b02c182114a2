package io.github.dataflowautoscaler.webhook;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * What the features share.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AutoscaleConfiguration {

	@Bean
	Clock clock() {
		return new SteadyClock(Clock.systemUTC(), System::nanoTime);
	}

}
