package io.github.dataflowautoscaler.webhook;

import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

/**
 * What the doctor finds where alerts do not arrive, or too rarely.
 */
class DoctorOnAlertmanagerTests extends DoctorSituations {

	static Stream<Arguments> whatIsWrongIsFound() {
		return Stream.of(
				found("Prometheus knows no Alertmanager", (test) -> test.alertmanagers(""), "alertmanager", "failure",
						"Prometheus has no Alertmanager configured", "alerting.alertmanagers"),
				found("Alertmanager can't be found", (test) -> test.prometheus.close(), "alertmanager", "warning",
						"Alertmanager can't be found", "prometheus"),
				found("Alertmanager is down", (test) -> test.alertmanagerAt("http://127.0.0.1:9"), "alertmanager",
						"warning", "Alertmanager at http://127.0.0.1:9/api/v2/status gives no answer",
						"whether the server runs"),
				found("its configuration is no YAML", (test) -> test.alertmanager("a: [", "", ""), "alertmanager",
						"warning", "not understood", "amtool"),
				found("no alert is there to be sent",
						(test) -> test.prometheus.answer("/api/v1/rules", "{\"groups\":[]}"), "alertmanager", "warning",
						"There is no alert", "rules"),
				found("alerts go to nobody",
						(test) -> test.alertmanager(configuration(), "receiver: autoscaler", "receiver: nobody"),
						"alertmanager", "failure", "HighThroughputDifference goes to nobody", "alertmanager.yml"),
				found("alerts go somewhere else",
						(test) -> test.alertmanager(configuration(), ":8085/alert", ":8085/alerts"), "alertmanager",
						"failure", "goes to autoscaler, which does not post it", "alertmanager.yml"),
				found("scale-in alerts have a route of their own",
						(test) -> test.alertmanager(configuration(), "up\\|down|Zero", "up|Other"), "alertmanager",
						"failure", "ZeroThroughputDifference goes to nobody", "alertmanager.yml"),
				found("the address is hidden",
						(test) -> test.alertmanager(configuration(), "http://localhost:8085/alert", "<secret>"),
						"alertmanager", "ok", "posted to an address that Alertmanager does not show", ""),
				found("alerts are repeated after four hours",
						(test) -> test.alertmanager(configuration(), "repeat_interval: 50s", ""), "alertmanager",
						"warning", "repeated every 14430 s", "repeat_interval: 50s"),
				found("an interval means more than it says",
						(test) -> test.alertmanager(configuration(),
								"group_interval: 30s\n(.*\n){0,9}? *repeat_interval: 50s",
								"group_interval: 2m\n      repeat_interval: 2m"),
						"alertmanager", "warning", "repeated every 240 s (group_interval 120 s, repeat_interval 120 s)",
						"group_interval: 30s"));
	}

}
