package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A Data Flow server that is not at the root of its own address.
 */
class DataFlowAddressTests {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	@TempDir
	private Path directory;

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private HttpServer proxy;

	@BeforeEach
	void start() throws IOException {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.proxy.createContext("/tools/dataflow/", this::forward);
		this.proxy.createContext("/moved/", this::redirect);
		this.proxy.start();
	}

	@AfterEach
	void stop() {
		this.proxy.stop(0);
		this.dataFlow.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/tools/dataflow", "/tools/dataflow/", "/moved" })
	@DisplayName("case 35: Data Flow behind a context path, a proxy and a redirect")
	void behindAContextPath(String path) {
		String uri = "http://127.0.0.1:" + this.proxy.getAddress().getPort() + path;
		try (RunningWebHook webhook = RunningWebHook.start(this.directory, uri)) {
			webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":2}");
			webhook.alert(Alerts.out("scaletest", "transform"));
			await().untilAsserted(() -> assertThat(webhook.history("outcome")).containsExactly("succeeded"));
			await().until(() -> webhook.get("/actuator/health/scaling").statusCode() == 200);
		}
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=2");
	}

	private void forward(HttpExchange exchange) throws IOException {
		URI uri = URI.create(this.dataFlow.uri() + tail(exchange));
		try {
			HttpResponse<byte[]> answer = HTTP.send(HttpRequest.newBuilder(uri)
				.method(exchange.getRequestMethod(),
						BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
				.build(), BodyHandlers.ofByteArray());
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(answer.statusCode(), (answer.body().length == 0) ? -1 : answer.body().length);
			exchange.getResponseBody().write(answer.body());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		exchange.close();
	}

	private void redirect(HttpExchange exchange) throws IOException {
		exchange.getResponseHeaders().add("Location", "/tools/dataflow" + tail(exchange));
		exchange.sendResponseHeaders(307, -1);
		exchange.close();
	}

	private static String tail(HttpExchange exchange) {
		String path = exchange.getHttpContext().getPath();
		return exchange.getRequestURI().toString().substring(path.length() - 1);
	}

}
