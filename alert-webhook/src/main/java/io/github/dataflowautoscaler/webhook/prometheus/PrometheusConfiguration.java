package io.github.dataflowautoscaler.webhook.prometheus;

import java.net.http.HttpClient;
import java.time.Clock;

import io.github.dataflowautoscaler.webhook.scaling.Observations;
import org.jspecify.annotations.Nullable;

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
		return new PrometheusObservations(api(builder, properties), clock);
	}

	@Bean
	PrometheusServer prometheusServer(RestClient.Builder builder, PrometheusProperties properties) {
		return new PrometheusServer(api(builder, properties));
	}

	private static @Nullable PrometheusApi api(RestClient.Builder builder, PrometheusProperties properties) {
		if (properties.uri() == null) {
			return null;
		}
		HttpClient http = HttpClient.newBuilder().connectTimeout(properties.connectTimeout()).build();
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
		requests.setReadTimeout(properties.readTimeout());
		RestClient client = builder.baseUrl(properties.uri().toString()).requestFactory(requests).build();
		return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
			.build()
			.createClient(PrometheusApi.class);
	}

}
