package io.github.dataflowautoscaler.docker;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Docker's engine is, how long it may take, and what services are labelled with.
 *
 * @param enabled whether services of a Swarm are scaled instead of streams
 * @param host the engine of a manager node: {@code unix://} and the path of its socket,
 * or {@code tcp://} with host and port
 * @param ssl the certificates for an engine that is reached by TLS
 * @param connectTimeout longest time to connect
 * @param readTimeout longest time to wait for an answer
 * @param refreshInterval time between two readings of all services
 * @param staleAfter age at which such a reading is no longer shown as the present state
 * @param labels the names of the labels that are a service's policy
 * @param serverPrefix a path under which Docker Scaler's addresses are offered as well,
 * such as {@code /scaler}; empty for none
 */
@ConfigurationProperties("autoscale.docker")
record DockerProperties(@DefaultValue("false") boolean enabled, @DefaultValue("unix:///var/run/docker.sock") URI host,
		@DefaultValue Ssl ssl, @DefaultValue("3s") Duration connectTimeout, @DefaultValue("15s") Duration readTimeout,
		@DefaultValue("10s") Duration refreshInterval, @DefaultValue("1m") Duration staleAfter,
		@DefaultValue Labels labels, @DefaultValue("") String serverPrefix) {

	DockerProperties {
		if (!"unix".equals(host.getScheme()) && !"tcp".equals(host.getScheme())) {
			throw new IllegalArgumentException(
					"autoscale.docker.host is '%s'; it must be an address such as unix:///var/run/docker.sock or tcp://manager:2376"
						.formatted(host));
		}
		if (!serverPrefix.isEmpty() && !serverPrefix.matches("(/[A-Za-z0-9._~-]+)+")) {
			throw new IllegalArgumentException(
					"autoscale.docker.server-prefix is '%s'; it must be a path such as /scaler"
						.formatted(serverPrefix));
		}
	}

	/**
	 * Certificates.
	 *
	 * @param bundle name of the SSL bundle with the certificates that are trusted and the
	 * webhook's own; {@code null} to connect without TLS
	 */
	record Ssl(@Nullable String bundle) {
	}

	/**
	 * Names of labels.
	 *
	 * @param min the fewest replicas
	 * @param max the most replicas
	 * @param upBy how many replicas a scale-out adds
	 * @param downBy how many replicas a scale-in removes
	 * @param reschedule {@code true} on services that may be rescheduled
	 */
	record Labels(@DefaultValue("com.df.scaleMin") String min, @DefaultValue("com.df.scaleMax") String max,
			@DefaultValue("com.df.scaleUpBy") String upBy, @DefaultValue("com.df.scaleDownBy") String downBy,
			@DefaultValue("com.df.reschedule") String reschedule) {
	}

}
