package io.github.dataflowautoscaler.webhook.http;

import java.io.IOException;
import java.net.URI;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;

/**
 * Follows redirects on the same host, such as to HTTPS or to a context path, with the
 * same method. The JDK's client would carry the credentials to any host, as to the page
 * where people log in.
 */
public class SameHostRedirects implements ClientHttpRequestInterceptor {

	private static final int MOST = 5;

	private static final Set<Integer> STATUSES = Set.of(301, 302, 307, 308);

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		HttpRequest current = request;
		ClientHttpResponse response = execution.execute(current, body);
		for (int i = 0; i < MOST; i++) {
			URI target = target(current.getURI(), response);
			if (target == null) {
				return response;
			}
			response.close();
			current = new To(request, target);
			response = execution.execute(current, body);
		}
		return response;
	}

	private static @Nullable URI target(URI from, ClientHttpResponse response) throws IOException {
		URI location = STATUSES.contains(response.getStatusCode().value()) ? location(response) : null;
		if (location == null) {
			return null;
		}
		URI target = from.resolve(location);
		boolean unprotected = "https".equals(from.getScheme()) && !"https".equals(target.getScheme());
		return (from.getHost().equalsIgnoreCase(target.getHost()) && !unprotected) ? target : null;
	}

	private static @Nullable URI location(ClientHttpResponse response) {
		try {
			return response.getHeaders().getLocation();
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static final class To extends HttpRequestWrapper {

		private final URI target;

		To(HttpRequest request, URI target) {
			super(request);
			this.target = target;
		}

		@Override
		public URI getURI() {
			return this.target;
		}

	}

}
