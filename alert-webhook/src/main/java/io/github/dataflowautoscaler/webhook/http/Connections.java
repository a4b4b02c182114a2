package io.github.dataflowautoscaler.webhook.http;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.stereotype.Component;

/**
 * Connects to other servers. Spring Boot's property
 * {@code spring.http.clients.ssl.bundle}, or a property of the server, has the trusted
 * certificates; Java's system properties have the proxy. Redirects are not followed.
 */
@Component
public class Connections {

	private final HttpClientSettings settings;

	private final SslBundles bundles;

	public Connections(HttpClientSettings settings, SslBundles bundles) {
		this.settings = settings;
		this.bundles = bundles;
	}

	/**
	 * Makes connections that end in bounded time.
	 * @param connectTimeout longest time to connect
	 * @param readTimeout longest time to wait for an answer
	 * @return the factory of the requests
	 */
	public ClientHttpRequestFactory within(Duration connectTimeout, Duration readTimeout) {
		return build(this.settings.withTimeouts(connectTimeout, readTimeout));
	}

	/**
	 * Makes connections to a server that may have certificates of its own. When they are
	 * replaced, and the bundle is one that is reloaded, further requests use the new
	 * ones.
	 * @param access how the server lets the webhook in
	 * @param connectTimeout longest time to connect
	 * @param readTimeout longest time to wait for an answer
	 * @return the factory of the requests
	 * @throws InvalidConfigurationPropertyValueException if there is no such SSL bundle
	 */
	public ClientHttpRequestFactory to(ServerAccess access, Duration connectTimeout, Duration readTimeout) {
		@Nullable String bundle = access.ssl().bundle();
		HttpClientSettings timed = this.settings.withTimeouts(connectTimeout, readTimeout);
		if (bundle == null) {
			return build(timed);
		}
		try {
			RenewedRequests requests = new RenewedRequests(build(timed.withSslBundle(this.bundles.getBundle(bundle))));
			this.bundles.addBundleUpdateHandler(bundle,
					(renewed) -> requests.renew(build(timed.withSslBundle(renewed))));
			return requests;
		}
		catch (NoSuchSslBundleException ex) {
			throw new InvalidConfigurationPropertyValueException(access.prefix() + ".ssl.bundle", bundle,
					"There is no such bundle under spring.ssl.bundle");
		}
	}

	private static ClientHttpRequestFactory build(HttpClientSettings settings) {
		return ClientHttpRequestFactoryBuilder.jdk().build(settings.withRedirects(HttpRedirects.DONT_FOLLOW));
	}

}
