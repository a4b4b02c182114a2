package io.github.dataflowautoscaler.webhook.prometheus;

import java.time.Duration;

import io.github.dataflowautoscaler.webhook.http.ServerAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Prometheus is.
 *
 * @param uri the server's address; without one the rate strategy goes by steps
 * @param connectTimeout longest time to connect
 * @param readTimeout longest time to wait for an answer
 */
@ConfigurationProperties("autoscale.prometheus")
record PrometheusProperties(@Nullable String uri, @DefaultValue("3s") Duration connectTimeout,
		@DefaultValue("10s") Duration readTimeout) {

	PrometheusProperties {
		if (uri != null) {
			ServerAddress.parse("autoscale.prometheus.uri", uri);
		}
	}

}
