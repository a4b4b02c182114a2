package io.github.dataflowautoscaler.webhook.dataflow;

import java.net.http.HttpClient;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Builds the client of Data Flow's REST API. It connects when it is used, so the
 * application starts while Data Flow is down.
 */
@Configuration(proxyBeanMethods = false)
class DataFlowConfiguration {

	@Bean
	DataFlowApi dataFlowApi(RestClient.Builder builder, DataFlowProperties dataFlow, PollingProperties polling) {
		HttpClient http = HttpClient.newBuilder()
			.connectTimeout(polling.connectTimeout())
			.followRedirects(HttpClient.Redirect.NORMAL)
			.build();
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
		requests.setReadTimeout(polling.readTimeout());
		RestClient client = builder.baseUrl(dataFlow.serverUri().toString())
			.requestFactory(requests)
			.defaultHeaders((headers) -> {
				DataFlowProperties.Basic basic = dataFlow.authentication().basic();
				if (basic.username() != null) {
					headers.setBasicAuth(basic.username(), basic.password());
				}
			})
			.build();
		return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
			.build()
			.createClient(DataFlowApi.class);
	}

}
