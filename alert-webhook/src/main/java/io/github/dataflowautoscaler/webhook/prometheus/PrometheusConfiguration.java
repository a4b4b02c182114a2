package io.github.dataflowautoscaler.webhook.prometheus;

import java.net.http.HttpClient;
import java.time.Clock;

import io.github.dataflowautoscaler.webhook.scaling.Observations;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Builds the client of Prometheus' API, if there is a Prometheus.
 */
@Configuration(proxyBeanMethods = false)
class PrometheusConfiguration {

	@Bean
	Observations observations(RestClient.Builder builder, PrometheusProperties properties, Clock clock) {
		if (properties.uri() == null) {
			return new PrometheusObservations(null, clock);
		}
		HttpClient http = HttpClient.newBuilder().connectTimeout(properties.connectTimeout()).build();
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
		requests.setReadTimeout(properties.readTimeout());
		RestClient client = builder.baseUrl(properties.uri().toString()).requestFactory(requests).build();
		return new PrometheusObservations(HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
			.build()
			.createClient(PrometheusApi.class), clock);
	}

}
