package io.github.dataflowautoscaler.webhook;

import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

/**
 * What the doctor finds where Data Flow, Skipper or Prometheus are not as they should be.
 */
class DoctorOnServersTests extends DoctorSituations {

	static Stream<Arguments> whatIsWrongIsFound() {
		return Stream.of(dataFlow(), prometheus()).flatMap((each) -> each);
	}

	private static Stream<Arguments> dataFlow() {
		return Stream.of(
				found("Data Flow is down", (test) -> test.dataFlow.stop(), "data-flow", "failure",
						"Data Flow can't be reached", "spring.cloud.dataflow.client.server-uri"),
				found("its roles can't be read", (test) -> test.dataFlow.stop(), "role", "warning",
						"The roles can't be read", "data-flow"),
				found("the password is wrong", (test) -> test.dataFlow.refuseLogin(), "role", "failure",
						"Data Flow requires a log-in", "authentication"),
				found("nobody is logged in", (test) -> test.dataFlow.login(null), "role", "failure",
						"requires a log-in, and none is configured", "authentication"),
				found("the user may only read", (test) -> test.dataFlow.login("eve", "ROLE_VIEW"), "role", "failure",
						"User eve lacks ROLE_MODIFY", "Give the user the role"),
				found("the user may do both", (test) -> test.dataFlow.login("eve", "ROLE_VIEW", "ROLE_MODIFY"), "role",
						"ok", "User eve may read and scale", ""),
				found("Skipper is down", (test) -> test.dataFlow.reachSkipper(false), "skipper", "failure",
						"Data Flow does not reach Skipper", "serverUri"),
				found("Data Flow can't be asked for Skipper", (test) -> test.dataFlow.stop(), "skipper", "warning",
						"Data Flow can't be asked for Skipper", "data-flow"));
	}

	private static Stream<Arguments> prometheus() {
		return Stream.of(
				found("Prometheus is down", (test) -> test.prometheus.close(), "prometheus", "failure",
						"Prometheus gives no answer", "autoscale.prometheus.uri"),
				found("it does not tell its version",
						(test) -> test.prometheus.answerNoMore("/api/v1/status/buildinfo"), "prometheus", "ok",
						"A server that does not show its version answers", ""),
				found("it is something else", (test) -> test.prometheus.answerAs("/api/v1/query", "{}"), "prometheus",
						"failure", "Prometheus answered without a result", "autoscale.prometheus.uri"),
				found("nobody scrapes the webhook", (test) -> test.prometheus.forget("autoscale_policy_max_instances"),
						"prometheus", "failure", "no metrics of the webhook", "autoscale-webhook"),
				found("rules can't be read", (test) -> test.prometheus.close(), "rules", "warning",
						"The rules can't be read: Prometheus gives no answer", "prometheus"),
				found("no rules are loaded", (test) -> {
					test.prometheus.answer("/api/v1/rules", "{\"groups\":[]}");
					RECORDED.forEach(test.prometheus::forget);
				}, "rules", "failure", "No rule records autoscale:arrival:rate1m", "rule_files"),
				found("somebody else evaluates the rules",
						(test) -> test.prometheus.answer("/api/v1/rules", "{\"groups\":[]}"), "rules", "ok",
						"The rules are evaluated, by what they record", ""),
				found("the rules are another installation's", (test) -> test.prometheus.answer("/api/v1/rules",
						"{\"groups\":[{\"rules\":[{\"name\":\"autoscale:arrival:rate1m\",\"type\":\"recording\","
								+ "\"health\":\"ok\",\"labels\":{\"namespace\":\"prod\"}}]}]}"),
						"rules", "failure",
						"autoscale:arrival:rate1m is recorded for one installation of several, by the labels {namespace=prod}",
						"Set autoscale.prometheus.selector: to these labels"),
				found("the alerts are missing", (test) -> test.rules("ok", ""), "rules", "failure",
						"No alert asks for a scale-out", "label scale"),
				found("an alert is missing", (test) -> test.rules("ok", alert("Own", "up")), "rules", "failure",
						"No alert asks for a scale-in", "label scale"),
				found("alerts have other names",
						(test) -> test.rules("ok", alert("A", "up") + "," + alert("B", "down")), "rules", "ok",
						"rules are evaluated", ""),
				found("a rule fails", (test) -> test.rules("err", alerts()), "rules", "failure",
						"The rule autoscale:arrival:rate1m fails: many-to-many matching", "scraped twice"),
				found("rules were just loaded", (test) -> test.rules("unknown", alerts()), "rules", "warning",
						"Not all rules have been evaluated yet", "Wait"));
	}

}
