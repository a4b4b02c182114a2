package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the doctor makes of the notifications that came, that did not come, and that were
 * not let in.
 */
class DoctorOnNotificationsTests {

	private static final String TOKEN = "alert-token";

	private static final String ALERT = "{\"receiver\":\"autoscaler\",\"externalURL\":\"http://jane:pw@monitoring:9093\",\"alerts\":[%s]}";

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private final PrometheusStandIn prometheus = new PrometheusStandIn();

	private final SettableClock clock = new SettableClock(Instant::now);

	private RunningWebHook webhook;

	@BeforeEach
	void start(@TempDir Path directory) throws IOException {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		Path token = Files.writeString(directory.resolve("token"), TOKEN);
		this.webhook = RunningWebHook.start(this.clock, directory, this.dataFlow.uri(),
				"--autoscale.prometheus.uri=" + this.prometheus.uri(),
				"--autoscale.security.alert-token-file=" + token);
		this.webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":9}");
	}

	@AfterEach
	void stop() {
		this.webhook.close();
		this.prometheus.close();
		this.dataFlow.close();
	}

	@Test
	@DisplayName("the last notification is shown, with its sender, and what became of it")
	void received() {
		assertFound("ok", "None has come since the start at ", "");
		post("/alert", ALERT.formatted(Alerts.out("scaletest", "transform") + "," + Alerts.out("other", "log")), TOKEN);
		assertFound("ok",
				"from 127.0.0.1 (Alertmanager http://monitoring:9093, receiver autoscaler): 1 accepted, 1 ignored (The application has no policy)",
				"");
		post("/alert", "{\"receiver\":1}", TOKEN);
		assertFound("ok", "from 127.0.0.1 (receiver 1): no alerts", "");
		post("/api/v2/alerts", "[" + Alerts.out("scaletest", "transform") + "]", TOKEN);
		assertFound("ok", "from 127.0.0.1 (Prometheus itself): 1 ", "");
		post("/alert", ALERT.formatted("{\"labels\":{\"alertname\":\"HighThroughputDifference\"}}"), TOKEN);
		assertFound("warning", "1 rejected (The label stream_name is missing)", "docs/alerts.md");
	}

	@Test
	@DisplayName("a notification with a wrong token is shown until one is let in")
	void refused() {
		post("/alert", ALERT.formatted(""), "wrong");
		assertFound("warning", "The last one was rejected, at ", "autoscale.security.alert-token-file");
		post("/alert", ALERT.formatted(""), TOKEN);
		assertFound("ok", "The last one came at ", "");
	}

	@Test
	@DisplayName("an alert that has fired for minutes while nothing comes is a failure, or came once and is a warning")
	void quiet() {
		this.prometheus.series("ALERTS", "alertname=Other,stream_name=scaletest", 1);
		this.clock.set(Duration.ofMinutes(4));
		assertFound("ok", "None has come since the start at ", "");
		this.prometheus.series("ALERTS", "alertname=HighThroughputDifference,scale=up,stream_name=scaletest", 1);
		assertFound("failure", "and HighThroughputDifference has fired for longer", "check alertmanager");
		post("/alert", ALERT.formatted(Alerts.out("scaletest", "transform")), TOKEN);
		assertFound("ok", "1 accepted", "");
		this.clock.set(Duration.ofMinutes(8));
		assertFound("warning", "1 accepted, and HighThroughputDifference has fired for longer", "check alertmanager");
	}

	private void post(String path, String body, String token) {
		this.webhook.send("POST", path, BodyPublishers.ofString(body), "Authorization", "Bearer " + token);
	}

	private void assertFound(String status, String message, String remedy) {
		SecuredMonitoringTests.awaitFinding(this.webhook, "notifications", status, message, remedy);
	}

}
