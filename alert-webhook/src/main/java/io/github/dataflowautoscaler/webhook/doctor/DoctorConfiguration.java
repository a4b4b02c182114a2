package io.github.dataflowautoscaler.webhook.doctor;

import java.time.Duration;
import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The doctor's checks, in their order.
 */
@Configuration(proxyBeanMethods = false)
class DoctorConfiguration {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	@Bean
	Doctor doctor(List<Check> checks) {
		return new Doctor(checks, LIMIT);
	}

}
