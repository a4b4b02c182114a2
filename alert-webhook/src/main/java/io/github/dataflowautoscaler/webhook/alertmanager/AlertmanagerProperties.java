package io.github.dataflowautoscaler.webhook.alertmanager;

import java.net.URI;
import java.util.List;

import io.github.dataflowautoscaler.webhook.http.ServerAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told what became of decisions.
 *
 * @param uris the Alertmanagers' addresses, none to tell nobody
 * @param externalUri the webhook's own address as people reach it, for links, or
 * {@code null} for alerts without
 */
@ConfigurationProperties("autoscale.alertmanager")
record AlertmanagerProperties(@DefaultValue List<String> uris, @Nullable String externalUri) {

	static final String URIS = "autoscale.alertmanager.uris";

	AlertmanagerProperties {
		uris.forEach((uri) -> ServerAddress.parse(URIS, uri));
		if (externalUri != null) {
			ServerAddress.parse("autoscale.alertmanager.external-uri", externalUri);
		}
	}

	List<URI> addresses() {
		return this.uris.stream().map(URI::create).toList();
	}

}
