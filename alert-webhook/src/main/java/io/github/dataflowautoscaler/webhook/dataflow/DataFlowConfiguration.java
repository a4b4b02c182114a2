package io.github.dataflowautoscaler.webhook.dataflow;

import io.github.dataflowautoscaler.webhook.dataflow.DataFlowProperties.Authentication;
import io.github.dataflowautoscaler.webhook.http.ApiClient;
import io.github.dataflowautoscaler.webhook.http.Connections;
import io.github.dataflowautoscaler.webhook.http.SameHostRedirects;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Builds the client of Data Flow's REST API. It connects when it is used, so the
 * application starts while Data Flow is down.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnDataFlow
class DataFlowConfiguration {

	@Bean
	DataFlowApi dataFlowApi(RestClient.Builder builder, DataFlowProperties dataFlow, PollingProperties polling,
			Connections connections) {
		ClientHttpRequestFactory requests = connections.within(polling.connectTimeout(), polling.readTimeout());
		builder.baseUrl(dataFlow.serverUri()).requestFactory(requests).requestInterceptor(new SameHostRedirects());
		logIn(builder, dataFlow.authentication(), requests);
		return ApiClient.of(builder.build(), DataFlowApi.class);
	}

	@Bean("dataFlow")
	StreamsHealthIndicator health(Streams streams) {
		return new StreamsHealthIndicator(streams, "streams");
	}

	private static void logIn(RestClient.Builder builder, Authentication authentication,
			ClientHttpRequestFactory requests) {
		String user = authentication.basic().username();
		if (user != null) {
			builder.defaultHeaders((headers) -> headers.setBasicAuth(user, authentication.basic().password()));
		}
		if (authentication.clientId() != null) {
			builder.requestInterceptor(ClientLogin.of(authentication, requests));
		}
	}

}
