package io.github.dataflowautoscaler.shell;

import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.methods.HttpUriRequest;

import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/**
 * Requests that end in bounded time and follow no redirect, which would carry credentials
 * to another host. (The HTTP client of Java 8 itself has no PATCH.)
 */
class WebHookRequests extends HttpComponentsClientHttpRequestFactory {

	private static final int CONNECT_TIMEOUT_MILLIS = 3_000;

	private static final int READ_TIMEOUT_MILLIS = 30_000;

	@Override
	protected void postProcessHttpRequest(HttpUriRequest request) {
		((HttpRequestBase) request).setConfig(RequestConfig.custom()
			.setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
			.setSocketTimeout(READ_TIMEOUT_MILLIS)
			.setRedirectsEnabled(false)
			.build());
	}

}
