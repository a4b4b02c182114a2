package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.jayway.jsonpath.JsonPath;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A proxy that answers in the place of Prometheus and of Alertmanager: it redirects to
 * where people log in, or answers with nothing.
 */
class OtherPlacesTests {

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private final AtomicInteger asked = new AtomicInteger();

	private HttpServer proxy;

	@BeforeEach
	void start() throws IOException {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.proxy.start();
	}

	@AfterEach
	void stop() {
		this.proxy.stop(0);
		this.dataFlow.close();
	}

	@ParameterizedTest
	@CsvSource({ "302, redirects to login.example.com (302)", "308, redirects to login.example.com (308)",
			"200, gives an answer that is not understood", "204, gives an answer that is not understood" })
	@DisplayName("case 37: without an answer of Prometheus an alert still works as a step, and pages say what is missing")
	void prometheus(int status, String problem, @TempDir Path directory) {
		answer(status);
		try (RunningWebHook webhook = start(directory, "--autoscale.prometheus.uri=" + uri())) {
			webhook.policy("scaletest", "transform", "{\"maxInstances\":4}");
			assertThat(JsonPath.<List<String>>read(webhook.get("/api/streams").body(), "$..unmeasured")).isNotNull();
			assertThat(webhook.get("/").body()).contains("Prometheus " + problem);
			assertThat(webhook.get("/api/streams/scaletest/transform/measurements").statusCode()).isEqualTo(200);
			webhook.alert(Alerts.out("scaletest", "transform"));
			await().until(() -> webhook.history("outcome").contains("succeeded"));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 302, 308 })
	@DisplayName("what Alertmanager was not told waits")
	void alertmanager(int status, @TempDir Path directory) {
		answer(status);
		try (RunningWebHook webhook = start(directory, "--autoscale.alertmanager.uris=" + uri())) {
			webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":4}");
			webhook.alert(Alerts.out("scaletest", "transform"));
			await().until(() -> webhook.history("outcome").contains("succeeded"));
			int asked = this.asked.get();
			await().until(() -> this.asked.get() >= asked + 2);
			assertThat(waiting(webhook)).isPositive();
			this.proxy.removeContext("/");
			answer(200);
			await().until(() -> waiting(webhook) == 0);
		}
	}

	private RunningWebHook start(Path directory, String option) {
		return RunningWebHook.start(directory, this.dataFlow.uri(), option);
	}

	private String uri() {
		return "http://127.0.0.1:" + this.proxy.getAddress().getPort();
	}

	private void answer(int status) {
		this.proxy.createContext("/", (exchange) -> {
			this.asked.incrementAndGet();
			exchange.getRequestBody().readAllBytes();
			exchange.getResponseHeaders().set("Location", "https://login.example.com/");
			exchange.sendResponseHeaders(status, -1);
			exchange.close();
		});
	}

	private static int waiting(RunningWebHook webhook) {
		return webhook.bean(JdbcClient.class).sql("select count(*) from outbox").query(Integer.class).single();
	}

}
