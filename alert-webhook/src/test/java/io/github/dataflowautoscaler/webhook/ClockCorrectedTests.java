package io.github.dataflowautoscaler.webhook;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The times of others, after a system's clock that was an hour ahead or behind has been
 * set right while the webhook runs: its steady clock will be wrong for ten hours.
 */
@ParameterizedClass
@ValueSource(strings = { "PT1H", "-PT1H" })
@ExtendWith(OutputCaptureExtension.class)
class ClockCorrectedTests {

	private static final String OUT = "HighThroughputDifference";

	private static final String IN = "ZeroThroughputDifference";

	/** Four times Prometheus' usual resend delay. */
	private static final Duration VALIDITY = Duration.ofMinutes(4);

	private final Duration wrongBy;

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private final PrometheusStandIn prometheus = new PrometheusStandIn();

	private Alertmanager alertmanager;

	private RunningWebHook webhook;

	ClockCorrectedTests(Duration wrongBy) {
		this.wrongBy = wrongBy;
	}

	@BeforeEach
	void start(@TempDir Path directory) {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.alertmanager = new Alertmanager(directory);
		SettableClock clock = new SettableClock(Clock.systemUTC());
		clock.set(this.wrongBy);
		this.webhook = RunningWebHook.start(clock, directory, this.dataFlow.uri(),
				"--autoscale.alertmanager.uris=" + this.alertmanager.uri(),
				"--autoscale.prometheus.uri=" + this.prometheus.uri());
		clock.set(Duration.ZERO);
		policy("");
	}

	@AfterEach
	void stop() {
		this.webhook.close();
		this.alertmanager.close();
		this.prometheus.close();
		this.dataFlow.close();
	}

	@Test
	@DisplayName("case 50: an alert that Prometheus posts itself fires until its end, by the clock of Prometheus")
	void directAlert() {
		assertThat(post(OUT, VALIDITY)).isEqualTo("The application will be evaluated");
		assertThat(post(OUT, VALIDITY)).isEqualTo("The same was posted a moment ago");
		assertThat(post(IN, VALIDITY)).isEqualTo("A scale-out alert of the application fires too");
		assertThat(post(OUT, Duration.ofSeconds(-60))).isEqualTo("The alert is resolved");
		assertThat(post(IN, VALIDITY)).isEqualTo("The application will be evaluated");
		assertThat(post(OUT, Duration.ofSeconds(4))).isEqualTo("The application will be evaluated");
		await().until(() -> post(IN, VALIDITY).equals("The same was posted a moment ago"));
	}

	@Test
	@DisplayName("case 50: only an alert that starts in the true future is warned of")
	void clockSkew(CapturedOutput output) {
		int before = output.getAll().length();
		alert(Instant.now());
		assertThat(output.getAll().substring(before)).doesNotContain("clocks differ");
		alert(Instant.now().plus(Duration.ofMinutes(10)));
		assertThat(output.getAll().substring(before)).contains("clocks differ");
	}

	@Test
	@DisplayName("case 50: an outcome alert ends some minutes from now, by the clock of Alertmanager")
	void outcomeAlert() {
		this.alertmanager.start(this.webhook.port());
		alert(Instant.now());
		await().untilAsserted(() -> assertThat(this.alertmanager.active())
			.containsExactly("transform of stream scaletest was scaled from 1 to 2 instances"));
		assertThat(this.alertmanager.ends())
			.allSatisfy((end) -> assertThat(end).isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(10))));
	}

	@Test
	@DisplayName("case 50: a pause ends when it was said to end, and none begins that is over")
	void pause() {
		assertThat(pauseFor(Duration.ofMinutes(-30)).body()).contains("which is in the past");
		assertThat(pauseFor(Duration.ofMinutes(30)).body()).contains("\"paused\":true");
		assertThat(this.webhook.get("/api/streams/scaletest/transform").body()).contains("\"paused\":true");
		alert(Instant.now());
		await().untilAsserted(() -> assertThat(this.webhook.history("reason")).containsExactly("paused"));
		assertThat(pauseFor(Duration.ofSeconds(2)).statusCode()).isEqualTo(200);
		await().pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
			alert(Instant.now());
			assertThat(this.webhook.history("reason")).contains("scale_out");
		});
		assertThat(this.webhook.get("/api/policies/scaletest/transform").body()).contains("\"paused\":false");
	}

	@Test
	@DisplayName("case 50: charts end now, and the doctor finds that the clocks agree")
	void shownTimes() {
		this.prometheus.series("autoscale:lag:messages", "stream_name=scaletest,application_name=transform", 7);
		List<String> moments = JsonPath
			.read(this.webhook.get("/api/streams/scaletest/transform/measurements?window=PT2M").body(), "$.at");
		assertThat(Instant.parse(moments.get(moments.size() - 1))).isBetween(Instant.now().minusSeconds(60),
				Instant.now());
		List<String> found = JsonPath.read(this.webhook.get("/api/doctor").body(),
				"$.findings[?(@.check == 'clock')].message");
		assertThat(found).singleElement().asString().startsWith("Our clock agrees with Data Flow");
	}

	private HttpResponse<String> pauseFor(Duration time) {
		return policy(",\"paused\":true,\"pausedUntil\":\"" + Instant.now().plus(time) + "\"");
	}

	private HttpResponse<String> policy(String more) {
		return this.webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":9" + more + "}");
	}

	private void alert(Instant startsAt) {
		this.webhook.alert("{\"status\":\"firing\",\"startsAt\":\"%s\",%s}".formatted(startsAt, labels(OUT)));
	}

	/** As Prometheus does. */
	private String post(String alertName, Duration validity) {
		String body = "[{\"endsAt\":\"%s\",%s}]".formatted(Instant.now().plus(validity), labels(alertName));
		HttpResponse<String> answer = this.webhook.send("POST", "/api/v2/alerts", BodyPublishers.ofString(body));
		return JsonPath.read(answer.body(), "$.alerts[0].reason");
	}

	private static String labels(String alertName) {
		return """
				"labels":{"alertname":"%s","stream_name":"scaletest","application_name":"transform"}"""
			.formatted(alertName);
	}

}
