package io.github.dataflowautoscaler.webhook.prometheus;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.http.ServerAccess;
import io.github.dataflowautoscaler.webhook.http.ServerAccess.Login;
import io.github.dataflowautoscaler.webhook.http.ServerAddress;
import io.github.dataflowautoscaler.webhook.installation.Selector;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The address of Prometheus, and the credentials for it.
 *
 * @param uri the server's address, with its path prefix if it has one; without one the
 * rate strategy scales by steps
 * @param connectTimeout longest time to connect
 * @param readTimeout longest time to wait for an answer
 * @param username the user to log in as, {@code null} to not log in as a user
 * @param password that user's password
 * @param tokenFile file with a bearer token, {@code null} to show none
 * @param headers other headers of every request
 * @param ssl which certificates are trusted and shown
 * @param selector what the installation's series have in common where several share a
 * Prometheus, such as {@code namespace="prod"}
 */
@ConfigurationProperties("autoscale.prometheus")
record PrometheusProperties(@Nullable String uri, @DefaultValue("3s") Duration connectTimeout,
		@DefaultValue("10s") Duration readTimeout, @Nullable String username, @Nullable String password,
		@Nullable Path tokenFile, @DefaultValue Map<String, String> headers,
		@DefaultValue @NestedConfigurationProperty ServerAccess.Ssl ssl, @Nullable String selector) {

	static final String PREFIX = "autoscale.prometheus";

	static final String URI = PREFIX + ".uri";

	PrometheusProperties {
		if (uri != null) {
			ServerAddress.parse(URI, uri);
		}
		access(new Login(username, password, tokenFile), headers, ssl);
		Selector.parse(selector);
	}

	ServerAccess access() {
		return access(new Login(this.username, this.password, this.tokenFile), this.headers, this.ssl);
	}

	private static ServerAccess access(Login login, Map<String, String> headers, ServerAccess.Ssl ssl) {
		return new ServerAccess(PREFIX, login, headers, ssl);
	}

	/** Keeps secrets out of logs. */
	@Override
	public String toString() {
		return "PrometheusProperties[uri=" + this.uri + "]";
	}

}
