package io.github.dataflowautoscaler.webhook;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.Extension;

/**
 * A server of WireMock on the loopback address, which speaks HTTP/1.1 like those that it
 * stands in for.
 */
public final class HttpStandIn extends WireMockServer implements AutoCloseable {

	private final int port;

	public HttpStandIn() {
		this(0);
	}

	/**
	 * Starts a server.
	 * @param port its port, 0 for a free one
	 * @param extensions what computes its answers
	 */
	public HttpStandIn(int port, Extension... extensions) {
		super(WireMockConfiguration.options()
			.bindAddress("127.0.0.1")
			.port(port)
			.http2PlainDisabled(true)
			.extensions(extensions));
		start();
		this.port = super.port();
	}

	/**
	 * The server's address.
	 * @return the address, without a slash at its end
	 */
	public String uri() {
		return "http://127.0.0.1:" + this.port;
	}

	/** Known also when it has stopped. */
	@Override
	public int port() {
		return this.port;
	}

	@Override
	public void close() {
		stop();
	}

}
