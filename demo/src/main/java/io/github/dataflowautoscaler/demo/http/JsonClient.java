package io.github.dataflowautoscaler.demo.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Calls one server that speaks JSON. Every failure, an answer of 400 and above included,
 * is an {@link UncheckedIOException} that names the request.
 */
public final class JsonClient {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final HttpClient http = HttpClient.newBuilder()
		.connectTimeout(Duration.ofSeconds(5))
		.version(HttpClient.Version.HTTP_1_1)
		.build();

	private final JsonMapper json = JsonMapper.shared();

	private final URI server;

	private final String authorization;

	public JsonClient(URI server) {
		this(server, "");
	}

	private JsonClient(URI server, String authorization) {
		this.server = server;
		this.authorization = authorization;
	}

	/**
	 * Sends a token with each request.
	 * @param token the bearer token
	 * @return a client of the same server that does
	 */
	public JsonClient withToken(String token) {
		return new JsonClient(this.server, "Bearer " + token);
	}

	/**
	 * Logs in with each request.
	 * @param user the user's name
	 * @param password the password
	 * @return a client of the same server that does
	 */
	public JsonClient withLogin(String user, String password) {
		return new JsonClient(this.server, "Basic "
				+ Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
	}

	public JsonNode get(String path) {
		return send(request(path).GET());
	}

	public JsonNode postJson(String path, Object body) {
		return send(jsonRequest(path).POST(BodyPublishers.ofString(this.json.writeValueAsString(body))));
	}

	public JsonNode putJson(String path, Object body) {
		return send(jsonRequest(path).PUT(BodyPublishers.ofString(this.json.writeValueAsString(body))));
	}

	public JsonNode delete(String path) {
		return send(request(path).DELETE());
	}

	/**
	 * Encodes a value for use in a path or a query.
	 * @param value any text
	 * @return the text, percent-encoded
	 */
	public static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private HttpRequest.Builder jsonRequest(String path) {
		return request(path).header("Content-Type", "application/json");
	}

	private HttpRequest.Builder request(String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.server.resolve(path))
			.header("Accept", "application/json")
			.timeout(TIMEOUT);
		return this.authorization.isEmpty() ? request : request.header("Authorization", this.authorization);
	}

	private JsonNode send(HttpRequest.Builder builder) {
		HttpRequest request = builder.build();
		try {
			HttpResponse<String> response = this.http.send(request, BodyHandlers.ofString());
			if (response.statusCode() >= 400) {
				throw new IOException("answered " + response.statusCode() + ": " + response.body());
			}
			return response.body().isBlank() ? MissingNode.getInstance() : this.json.readTree(response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(request.method() + " " + request.uri() + " failed: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted during " + request.uri(), ex);
		}
	}

}
