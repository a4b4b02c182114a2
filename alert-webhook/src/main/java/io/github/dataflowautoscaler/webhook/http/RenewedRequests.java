package io.github.dataflowautoscaler.webhook.http;

import java.io.IOException;
import java.net.URI;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Makes requests in a way that can be replaced while others are under way: a client keeps
 * the certificates that it was built with.
 */
class RenewedRequests implements ClientHttpRequestFactory {

	private volatile ClientHttpRequestFactory latest;

	RenewedRequests(ClientHttpRequestFactory first) {
		this.latest = first;
	}

	void renew(ClientHttpRequestFactory next) {
		this.latest = next;
	}

	@Override
	public ClientHttpRequest createRequest(URI uri, HttpMethod method) throws IOException {
		return this.latest.createRequest(uri, method);
	}

}
