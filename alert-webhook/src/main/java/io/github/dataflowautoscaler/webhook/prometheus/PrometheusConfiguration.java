package io.github.dataflowautoscaler.webhook.prometheus;

import java.time.Clock;

import io.github.dataflowautoscaler.webhook.http.ApiClient;
import io.github.dataflowautoscaler.webhook.http.Connections;
import io.github.dataflowautoscaler.webhook.scaling.Observations;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/**
 * Builds the client of Prometheus' API, if there is a Prometheus.
 */
@Configuration(proxyBeanMethods = false)
class PrometheusConfiguration {

	@Bean
	Observations observations(RestClient.Builder builder, PrometheusProperties properties, Connections connections,
			Clock clock) {
		return new PrometheusObservations(api(builder, properties, connections), clock);
	}

	@Bean
	PrometheusServer prometheusServer(RestClient.Builder builder, PrometheusProperties properties,
			Connections connections) {
		return new PrometheusServer(api(builder, properties, connections));
	}

	@Bean
	ObservationHistory observationHistory(RestClient.Builder builder, PrometheusProperties properties,
			Connections connections, @Qualifier("systemClock") Clock systemClock) {
		return new ObservationHistory(api(builder, properties, connections), systemClock);
	}

	private static @Nullable PrometheusApi api(RestClient.Builder builder, PrometheusProperties properties,
			Connections connections) {
		if (properties.uri() == null) {
			return null;
		}
		RestClient client = builder.baseUrl(properties.uri())
			.requestFactory(connections.within(properties.connectTimeout(), properties.readTimeout()))
			.build();
		return ApiClient.of(client, PrometheusApi.class);
	}

}
