package io.github.dataflowautoscaler.webhook;

import java.nio.file.Path;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A proxy that answers in the place of Prometheus and of Alertmanager: it redirects to
 * where people log in, or answers with nothing.
 */
class OtherPlacesTests {

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private final HttpStandIn proxy = new HttpStandIn();

	@BeforeEach
	void start() {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
	}

	@AfterEach
	void stop() {
		this.proxy.close();
		this.dataFlow.close();
	}

	@ParameterizedTest
	@CsvSource({ "302, redirects to login.example.com (302)", "308, redirects to login.example.com (308)",
			"200, gives an answer that is not understood", "204, gives an answer that is not understood" })
	@DisplayName("case 37: without an answer of Prometheus an alert still works as a step, and pages say what is missing")
	void prometheus(int status, String problem, @TempDir Path directory) {
		answer(status);
		try (RunningWebHook webhook = start(directory, "--autoscale.prometheus.uri=" + this.proxy.uri())) {
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
	@DisplayName("alerts that Alertmanager did not accept wait")
	void alertmanager(int status, @TempDir Path directory) {
		answer(status);
		try (RunningWebHook webhook = start(directory, "--autoscale.alertmanager.uris=" + this.proxy.uri())) {
			webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":4}");
			webhook.alert(Alerts.out("scaletest", "transform"));
			await().until(() -> webhook.history("outcome").contains("succeeded"));
			this.proxy.resetRequests();
			await().until(() -> this.proxy.getAllServeEvents().size() >= 2);
			assertThat(waiting(webhook)).isPositive();
			answer(200);
			await().until(() -> waiting(webhook) == 0);
		}
	}

	private RunningWebHook start(Path directory, String option) {
		return RunningWebHook.start(directory, this.dataFlow.uri(), option);
	}

	private void answer(int status) {
		this.proxy
			.stubFor(any(anyUrl()).willReturn(status(status).withHeader("Location", "https://login.example.com/")));
	}

	private static int waiting(RunningWebHook webhook) {
		return webhook.bean(JdbcClient.class).sql("select count(*) from outbox").query(Integer.class).single();
	}

}
