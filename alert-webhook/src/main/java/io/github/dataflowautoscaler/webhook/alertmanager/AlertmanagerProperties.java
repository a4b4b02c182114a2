package io.github.dataflowautoscaler.webhook.alertmanager;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.http.ServerAccess;
import io.github.dataflowautoscaler.webhook.http.ServerAccess.Login;
import io.github.dataflowautoscaler.webhook.http.ServerAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Alertmanagers that are told about outcomes, and the credentials for them.
 *
 * @param uris the Alertmanagers' addresses, none to tell nobody
 * @param externalUri the webhook's own address as people reach it, for links, or
 * {@code null} for alerts without links
 * @param username the user to log in as, {@code null} to not log in as a user
 * @param password that user's password
 * @param tokenFile file with a bearer token, {@code null} to show none
 * @param headers other headers of every request
 * @param ssl which certificates are trusted and shown
 */
@ConfigurationProperties("autoscale.alertmanager")
record AlertmanagerProperties(@DefaultValue List<String> uris, @Nullable String externalUri, @Nullable String username,
		@Nullable String password, @Nullable Path tokenFile, @DefaultValue Map<String, String> headers,
		@DefaultValue @NestedConfigurationProperty ServerAccess.Ssl ssl) {

	private static final String PREFIX = "autoscale.alertmanager";

	static final String URIS = PREFIX + ".uris";

	AlertmanagerProperties {
		uris.forEach((uri) -> ServerAddress.parse(URIS, uri));
		if (externalUri != null) {
			ServerAddress.parse(PREFIX + ".external-uri", externalUri);
		}
		access(new Login(username, password, tokenFile), headers, ssl);
	}

	List<URI> addresses() {
		return this.uris.stream().map(URI::create).toList();
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
		return "AlertmanagerProperties[uris=" + this.uris + "]";
	}

}
