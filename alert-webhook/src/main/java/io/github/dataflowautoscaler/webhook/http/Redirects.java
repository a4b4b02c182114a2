package io.github.dataflowautoscaler.webhook.http;

import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;

/**
 * Treats a redirect that is not followed as a failure: a proxy that asks for a log-in has
 * not done what the server behind it was asked for.
 */
@Component
class Redirects implements RestClientCustomizer {

	@Override
	public void customize(RestClient.Builder builder) {
		builder.defaultStatusHandler(HttpStatusCode::is3xxRedirection, (request, response) -> {
			throw new RestClientResponseException("Redirected to another place", response.getStatusCode(),
					response.getStatusText(), response.getHeaders(), null, null);
		});
	}

}
