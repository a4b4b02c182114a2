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

	/**
	 * Longer than Data Flow and Prometheus may take by default, so that a check still
	 * tells which of them does not answer.
	 */
	private static final Duration LIMIT = Duration.ofSeconds(20);

	@Bean
	Doctor doctor(List<Check> checks) {
		return new Doctor(checks, LIMIT);
	}

}
