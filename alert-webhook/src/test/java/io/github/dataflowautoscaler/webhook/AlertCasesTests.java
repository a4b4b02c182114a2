package io.github.dataflowautoscaler.webhook;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Collections;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What arrives: duplicates, repetitions, contradictions and garbage.
 */
@ExtendWith(OutputCaptureExtension.class)
class AlertCasesTests extends OnScaletest {

	@BeforeEach
	void start() {
		this.webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":9,\"scaleOutBy\":2}");
	}

	@Test
	@DisplayName("case 1: the same notification twice makes one action, also across a restart")
	void sameNotificationTwice() {
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().until(() -> this.webhook.history("outcome").contains("succeeded"));
		this.webhook.close();
		this.webhook = startWebHook();
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitHistory("held");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
	}

	@Test
	@DisplayName("case 2: a repeated alert is evaluated again, but the step is not repeated inside the cooldown")
	void repeatedAlert() {
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitHistory("succeeded");
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitHistory("held");
		assertThat(this.webhook.history("reason")).containsExactly("cooldown", "scale_out");
		assertThat(this.dataFlow.scaleCalls()).hasSize(1);
		this.webhook.policy("scaletest", "transform",
				"{\"strategy\":\"step\",\"maxInstances\":9,\"scaleOutBy\":2,\"scaleOutCooldown\":\"PT0S\"}");
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().untilAsserted(() -> assertThat(this.dataFlow.scaleCalls()).endsWith("scaletest/transform=5"));
	}

	@Test
	@DisplayName("case 3: a group sent again because another alert joined changes nothing for the unchanged one")
	void groupSentAgain() {
		this.dataFlow.deploy("other", "time | transform | log", "time", "transform", "log");
		this.webhook.policy("other", "transform", "{\"strategy\":\"step\",\"maxInstances\":4}");
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitHistory("succeeded");
		this.webhook.alert(Alerts.out("scaletest", "transform"), Alerts.out("other", "transform"));
		await().untilAsserted(() -> assertThat(this.dataFlow.instances("other", "transform")).isEqualTo(2));
		await().untilAsserted(() -> assertThat(this.webhook.history("reason")).contains("cooldown"));
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3", "other/transform=2");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	@DisplayName("case 4: of both alerts in one notification scale-out wins, in either order, with one call")
	void bothAlertsAtOnce(boolean outFirst) {
		String[] alerts = { Alerts.out("scaletest", "transform"), Alerts.in("scaletest", "transform") };
		if (!outFirst) {
			Collections.reverse(Arrays.asList(alerts));
		}
		assertThat(RunningWebHook.results(this.webhook.alert(alerts))).containsExactlyInAnyOrder("accepted", "ignored");
		awaitHistory("succeeded");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
	}

	@Test
	@DisplayName("case 5: a resolved alert inside a firing notification never scales")
	void resolvedInsideFiring() {
		this.dataFlow.deploy("other", "time | transform | log", "time", "transform", "log");
		this.webhook.policy("other", "transform", "{\"strategy\":\"step\",\"maxInstances\":4}");
		HttpResponse<String> answer = this.webhook.alert(
				Alerts.resolved("HighThroughputDifference", "scaletest", "transform"),
				Alerts.out("other", "transform"));
		assertThat(RunningWebHook.results(answer)).containsExactly("ignored", "accepted");
		await().untilAsserted(() -> assertThat(this.webhook.history("outcome")).containsExactly("succeeded"));
		assertThat(this.dataFlow.scaleCalls()).containsExactly("other/transform=2");
	}

	@Test
	@DisplayName("case 6: alerts that resolve because Prometheus died change nothing, and a waiting scale-out stays")
	void resolvedBecausePrometheusDied() {
		this.dataFlow.set("scaletest", "transform", 4);
		this.dataFlow.stop();
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		HttpResponse<String> answer = this.webhook.alert(
				Alerts.resolved("HighThroughputDifference", "scaletest", "transform"),
				Alerts.resolved("ZeroThroughputDifference", "scaletest", "transform"));
		assertThat(RunningWebHook.results(answer)).containsExactly("ignored", "ignored");
		this.dataFlow.startAgain();
		awaitHistory("succeeded");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=6");
	}

	@Test
	@DisplayName("case 6: a scale-in that still waits is withdrawn when its alert resolves")
	void resolvedScaleInIsWithdrawn() {
		this.dataFlow.set("scaletest", "transform", 4);
		this.dataFlow.stop();
		this.webhook.alert(Alerts.in("scaletest", "transform"));
		this.webhook.alert(Alerts.resolved("ZeroThroughputDifference", "scaletest", "transform"));
		this.dataFlow.startAgain();
		await().until(() -> this.webhook.get("/actuator/health/scaling").statusCode() == 200);
		this.webhook.policy("scaletest", "log", "{\"strategy\":\"step\",\"maxInstances\":2}");
		this.webhook.alert(Alerts.out("scaletest", "log"));
		awaitHistory("succeeded");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/log=2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"endsAt\":\"0001-01-01T00:00:00Z\"", "\"endsAt\":null", "\"startsAt\":\"yesterday\"",
			"\"startsAt\":\"2026-11-22T03:05:46.143+14:00\"", "\"startsAt\":\"1970-01-01T00:00:00Z\"", "\"x\":1" })
	@DisplayName("case 7: strange, missing or distant times raise no exception")
	void strangeTimes(String times) {
		HttpResponse<String> answer = this.webhook.alert("""
				{"status":"firing","labels":{"alertname":"HighThroughputDifference","stream_name":"scaletest",
				"application_name":"transform"},%s}""".formatted(times));
		assertThat(RunningWebHook.results(answer)).containsExactly("accepted");
		awaitHistory("succeeded");
	}

	@Test
	@DisplayName("case 7: an alert that starts more than five minutes in the future is handled, with a warning")
	void clockSkew(CapturedOutput output) {
		this.webhook.alert("""
				{"status":"firing","labels":{"alertname":"HighThroughputDifference","stream_name":"scaletest",
				"application_name":"transform"},"startsAt":"2999-01-01T00:00:00Z"}""");
		awaitHistory("succeeded");
		assertThat(output).contains("clocks differ");
	}

	@Test
	@DisplayName("case 8: the alerts that are left of a truncated group are handled, with a warning")
	void truncated(CapturedOutput output) {
		this.webhook.post("{\"truncatedAlerts\":3,\"alerts\":[" + Alerts.out("scaletest", "transform") + "]}");
		awaitHistory("succeeded");
		assertThat(output).contains("left out 3 alerts");
	}

	@Test
	@DisplayName("case 9: an alert without a name or a stream is rejected by name, the others are handled")
	void missingLabels() {
		HttpResponse<String> answer = this.webhook.alert("{\"status\":\"firing\"}",
				"{\"labels\":{\"stream_name\":\"scaletest\"}}",
				"{\"labels\":{\"alertname\":\"HighThroughputDifference\"}}", Alerts.out("scaletest", "transform"),
				"{\"labels\":{\"alertname\":\"Watchdog\"}}");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(RunningWebHook.results(answer)).containsExactly("rejected", "rejected", "rejected", "accepted",
				"ignored");
		assertThat(answer.body()).contains("alertname is missing").contains("stream_name is missing");
		awaitHistory("succeeded");
	}

	@Test
	@DisplayName("case 9: without application_name the stream's only policy is meant; with two the alert is rejected")
	void missingApplication() {
		String alert = "{\"labels\":{\"alertname\":\"HighThroughputDifference\",\"stream_name\":\"scaletest\"}}";
		assertThat(RunningWebHook.results(this.webhook.alert(alert))).containsExactly("accepted");
		this.webhook.policy("scaletest", "log", "{\"strategy\":\"step\",\"maxInstances\":2}");
		assertThat(RunningWebHook.results(this.webhook.alert(alert))).containsExactly("rejected");
	}

	@Test
	@DisplayName("case 15: an alert for a stream without a policy is ignored and counted")
	void withoutPolicy() {
		HttpResponse<String> answer = this.webhook.alert(Alerts.out("nobody", "transform"),
				Alerts.out("scaletest", "log"));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(RunningWebHook.results(answer)).containsExactly("ignored", "ignored");
		assertThat(this.webhook.get("/actuator/prometheus").body())
			.contains("autoscale_alerts_total{result=\"ignored\"} 2.0")
			.doesNotContain("nobody");
	}

	@Test
	@DisplayName("case 16: alerts about what the webhook itself did, routed back to it, are ignored")
	void ownOutcomes() {
		String about = "{\"labels\":{\"alertname\":\"%s\",\"stream_name\":\"scaletest\",\"application_name\":\"transform\"}}";
		HttpResponse<String> answer = this.webhook.alert(about.formatted("AutoscaleFailed"),
				about.formatted("AutoscaleAtMaximum"),
				about.formatted("Renamed\",\"sender\":\"dataflow-autoscaler\",\"scale\":\"up"));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(RunningWebHook.results(answer)).containsExactly("ignored", "ignored", "ignored");
		this.webhook.policy("scaletest", "log", "{\"strategy\":\"step\",\"maxInstances\":2}");
		this.webhook.alert(Alerts.out("scaletest", "log"));
		awaitHistory("succeeded");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/log=2");
	}

}
