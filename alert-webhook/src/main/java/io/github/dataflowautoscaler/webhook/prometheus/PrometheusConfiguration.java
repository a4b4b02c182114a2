package io.github.dataflowautoscaler.webhook.prometheus;

import java.net.URI;
import java.time.Clock;
import java.util.List;

import io.github.dataflowautoscaler.webhook.http.ApiClient;
import io.github.dataflowautoscaler.webhook.http.Connections;
import io.github.dataflowautoscaler.webhook.http.Credentials;
import io.github.dataflowautoscaler.webhook.http.Failures;
import io.github.dataflowautoscaler.webhook.http.ServerAccess;
import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.scaling.Observations;
import io.github.dataflowautoscaler.webhook.scaling.PastArrivals;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/**
 * Builds the client of Prometheus' API, if there is a Prometheus.
 */
@Configuration(proxyBeanMethods = false)
class PrometheusConfiguration {

	@Bean
	Selector selector(PrometheusProperties properties) {
		return Selector.parse(properties.selector());
	}

	@Bean
	PrometheusClient prometheusClient(RestClient.Builder builder, PrometheusProperties properties,
			Connections connections) {
		return new PrometheusClient(api(builder, properties, connections),
				new Failures(PrometheusProperties.URI, properties.access()));
	}

	@Bean
	Observations observations(PrometheusClient client, Selector selector, SteadyClock clock) {
		return new PrometheusObservations(client, selector, clock);
	}

	@Bean
	PrometheusServer prometheusServer(PrometheusClient client, Selector selector) {
		return new PrometheusServer(client, selector);
	}

	@Bean
	ObservationHistory observationHistory(PrometheusClient client, Selector selector, Clock systemClock) {
		return new ObservationHistory(client, selector, systemClock);
	}

	@Bean
	ArrivalHistory arrivalHistory(PrometheusClient client, Selector selector, Clock systemClock) {
		return new ArrivalHistory(client, selector, systemClock);
	}

	@Bean
	PastArrivals pastArrivals(PrometheusClient client, Selector selector) {
		return new PrometheusPastArrivals(client, selector);
	}

	@Bean
	LoadHistory loadHistory(PrometheusClient client, Selector selector, Clock systemClock) {
		return new LoadHistory(client, selector, systemClock);
	}

	private static @Nullable PrometheusApi api(RestClient.Builder builder, PrometheusProperties properties,
			Connections connections) {
		if (properties.uri() == null) {
			return null;
		}
		ServerAccess access = properties.access();
		RestClient client = builder.baseUrl(properties.uri())
			.requestFactory(connections.to(access, properties.connectTimeout(), properties.readTimeout()))
			.requestInterceptor(new Credentials(access, List.of(URI.create(properties.uri()))))
			.build();
		return ApiClient.of(client, PrometheusApi.class);
	}

}
