package io.github.dataflowautoscaler.webhook.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Adds credentials to requests, and only to those for the servers that they are meant
 * for: Prometheus lists Alertmanagers, too, and no server should be able to have
 * credentials sent to an address of its choice.
 */
public class Credentials implements ClientHttpRequestInterceptor {

	private final ServerAccess access;

	private final List<URI> servers;

	/**
	 * Creates the credentials.
	 * @param access what to add
	 * @param servers the servers that get it, by scheme, host and port
	 */
	public Credentials(ServerAccess access, List<URI> servers) {
		this.access = access;
		this.servers = List.copyOf(servers);
	}

	/**
	 * Tells whether a server gets the credentials.
	 * @param address the address of a request
	 * @return whether a request to it carries them
	 */
	public boolean isFor(URI address) {
		return this.servers.stream().anyMatch((server) -> origin(server).equals(origin(address)));
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		if (isFor(request.getURI())) {
			request.getHeaders().putAll(this.access.requestHeaders());
		}
		return execution.execute(request, body);
	}

	private static URI origin(URI address) {
		int port = (address.getPort() >= 0) ? address.getPort()
				: "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
		return URI.create("%s://%s:%d".formatted(address.getScheme(), address.getHost(), port));
	}

}
