package io.github.dataflowautoscaler.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

/**
 * A server of WireMock on the loopback address, which speaks HTTP/1.1 like those that it
 * stands in for.
 */
final class HttpStandIn extends WireMockServer implements AutoCloseable {

	private final String uri;

	HttpStandIn() {
		super(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort().http2PlainDisabled(true));
		start();
		this.uri = "http://127.0.0.1:" + port();
	}

	/**
	 * Creates a Data Flow server with two streams, whose documents were recorded from
	 * version 2.11.5.
	 */
	static HttpStandIn dataFlow() {
		HttpStandIn dataFlow = new HttpStandIn();
		return dataFlow.json("GET /", dataFlow.resource("/dataflow/root.json"))
			.json("GET /about", dataFlow.resource("/dataflow/about.json"))
			.json("GET /streams/definitions", dataFlow.resource("/dataflow/definitions.json"));
	}

	private String resource(String name) {
		try (InputStream resource = Objects.requireNonNull(HttpStandIn.class.getResourceAsStream(name), name)) {
			return new String(resource.readAllBytes(), StandardCharsets.UTF_8).replace("{port}",
					String.valueOf(port()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String uri() {
		return this.uri;
	}

	/** Prepares the answer to a method and path. */
	HttpStandIn answer(String request, ResponseDefinitionBuilder answer) {
		String[] parts = request.split(" ");
		stubFor(request(parts[0], urlPathEqualTo(parts[1])).willReturn(answer));
		return this;
	}

	HttpStandIn answer(String request, int status, String type, String body) {
		return answer(request, aResponse().withStatus(status).withHeader("Content-Type", type).withBody(body));
	}

	HttpStandIn json(String request, String body) {
		return answer(request, 200, "application/json", body);
	}

	HttpStandIn problem(String request, int status, String detail) {
		return answer(request, status, "application/problem+json",
				"{\"status\": %d, \"detail\": \"%s\"}".formatted(status, detail));
	}

	List<LoggedRequest> asked() {
		return findAll(anyRequestedFor(anyUrl()));
	}

	LoggedRequest last() {
		List<LoggedRequest> asked = asked();
		return asked.get(asked.size() - 1);
	}

	@Override
	public void close() {
		stop();
	}

}
