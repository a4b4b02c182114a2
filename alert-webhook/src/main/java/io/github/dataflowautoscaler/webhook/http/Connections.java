package io.github.dataflowautoscaler.webhook.http;

import java.time.Duration;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.stereotype.Component;

/**
 * Connects to other servers. Which certificates are trusted says Spring Boot's property
 * {@code spring.http.clients.ssl.bundle}. No redirect is followed.
 */
@Component
public class Connections {

	private final HttpClientSettings settings;

	public Connections(HttpClientSettings settings) {
		this.settings = settings;
	}

	/**
	 * Makes connections that end in bounded time.
	 * @param connectTimeout longest time to connect
	 * @param readTimeout longest time to wait for an answer
	 * @return what requests are made with
	 */
	public ClientHttpRequestFactory within(Duration connectTimeout, Duration readTimeout) {
		return ClientHttpRequestFactoryBuilder.jdk()
			.build(this.settings.withTimeouts(connectTimeout, readTimeout).withRedirects(HttpRedirects.DONT_FOLLOW));
	}

}
