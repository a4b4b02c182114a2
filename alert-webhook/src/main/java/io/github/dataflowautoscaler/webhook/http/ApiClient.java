package io.github.dataflowautoscaler.webhook.http;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpExchangeAdapterDecorator;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Makes clients of other servers' APIs from interfaces. Where an answer should have a
 * body, an empty answer is a failure instead of {@code null}.
 */
public final class ApiClient extends HttpExchangeAdapterDecorator {

	private ApiClient(RestClient client) {
		super(RestClientAdapter.create(client));
	}

	/**
	 * Makes a client.
	 * @param <T> the API
	 * @param client how to reach the server
	 * @param api the API
	 * @return the client, whose methods throw a {@link RestClientException} if there is
	 * no answer or another one than expected
	 */
	public static <T> T of(RestClient client, Class<T> api) {
		return HttpServiceProxyFactory.builderFor(new ApiClient(client)).build().createClient(api);
	}

	@Override
	public <T> T exchangeForBody(HttpRequestValues request, ParameterizedTypeReference<T> bodyType) {
		@Nullable T body = super.exchangeForBody(request, bodyType);
		if (body == null) {
			throw new RestClientException("The answer is empty");
		}
		return body;
	}

}
