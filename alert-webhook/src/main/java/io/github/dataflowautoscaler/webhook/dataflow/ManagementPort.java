package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Determines the port at which an application exports its metrics. The runtime API
 * doesn't have it: on Kubernetes its {@code actuator.port} is 8080 whatever was
 * configured.
 */
final class ManagementPort {

	/** Boot's default, and what Data Flow's deployer for Kubernetes probes by default. */
	private static final String DEFAULT = "8080";

	private ManagementPort() {
	}

	/**
	 * Works the port out.
	 * @param properties the application's properties
	 * @return the port, {@code null} if only the application knows it
	 */
	static @Nullable Integer of(Map<String, String> properties) {
		Map<String, String> uniform = new TreeMap<>();
		properties.forEach((name, value) -> uniform.put(name.replace('_', '.').toLowerCase(Locale.ROOT), value));
		String port = uniform.getOrDefault("management.server.port", uniform.getOrDefault("server.port", DEFAULT));
		return port.matches("[1-9]\\d{0,4}") ? Integer.valueOf(port) : null;
	}

}
