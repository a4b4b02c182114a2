package io.github.dataflowautoscaler.webhook.events;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out the auto-configuration of Spring Cloud Stream while no events are sent: it
 * would make each start longer, and show the health of a binder that nobody uses.
 */
class MessagingFilter implements AutoConfigurationImportFilter, EnvironmentAware {

	private static final List<String> MESSAGING = List.of("org.springframework.cloud.stream.",
			"org.springframework.cloud.function.", "org.springframework.boot.integration.",
			"org.springframework.boot.kafka.");

	private boolean enabled;

	@Override
	public void setEnvironment(Environment environment) {
		this.enabled = "true".equalsIgnoreCase(environment.getProperty(EventProperties.ENABLED));
	}

	@Override
	public boolean[] match(@Nullable String[] names, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[names.length];
		for (int i = 0; i < names.length; i++) {
			String name = names[i];
			matches[i] = this.enabled || name == null || MESSAGING.stream().noneMatch(name::startsWith);
		}
		return matches;
	}

}
