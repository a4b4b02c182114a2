package io.github.dataflowautoscaler.webhook;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/**
 * What the doctor finds where Alertmanager has our alerts, or would have them, and keeps
 * them back: case 69.
 */
class DoctorOnSuppressionTests extends DoctorSituations {

	private static final String ZERO = "ZeroThroughputDifference";

	private static final String OTHER = alert("f2", "Other", "none", "x");

	private static final String INTERVALS = "group_interval: 30s\n      %s_time_intervals: [nights, \"days off\"]";

	static Stream<Arguments> whatIsWrongIsFound() {
		return Stream.of(now(), later(), allIsWell()).flatMap((situations) -> situations);
	}

	private static Stream<Arguments> now() {
		return Stream.of(present("somebody's alert inhibits ours", status("f2", "", ""), OTHER,
				"Nothing arrives of ZeroThroughputDifference of scaletest/transform: the alert Other inhibits it",
				"inhibit_rules"),
				present("the alert that inhibits ours is over", status("f9", "", ""), OTHER,
						"the alert that is over inhibits", "inhibit_rules"),
				present("the scale-out alert of another application inhibits ours", status("f2", "", ""),
						alert("f2", "HighThroughputDifference", "scaletest", "log"),
						"the alert HighThroughputDifference inhibits", "inhibit_rules"),
				present("a silence of which nothing is known", status("", "s1", ""), OTHER,
						"scaletest/transform: the silence s1", "Expire it"),
				present("a time interval mutes the route", status("", "", "nights"), OTHER,
						"its route is muted now, by the time interval nights", "interval"),
				found("case 69: somebody silences it", (test) -> {
					fire(test, status("", "s1", ""), OTHER);
					silence(test, "active", wanted("alertname", ZERO, false, true));
				}, "alertmanager", "failure", "scaletest/transform: the silence s1 of eve (\"upgrade\"),"
						+ " from 2026-11-27T12:00:00Z until 2999-01-01T00:00:00Z", "pause"));
	}

	private static Stream<Arguments> later() {
		return Stream.of(
				possible("somebody will silence all of the stream's",
						(test) -> silence(test, "pending", wanted("stream_name", "scale.*", true, true)),
						"Nothing would arrive of HighThroughputDifference of scaletest/transform,"
								+ " ZeroThroughputDifference of scaletest/transform: the silence s1 of eve"),
				possible("a silence in the words of an old version",
						(test) -> silence(test, "active",
								"{\"name\":\"alertname\",\"value\":\"%s\",\"isRegex\":false}".formatted(ZERO)),
						"Nothing would arrive of Zero"),
				possible("everything but another stream is silenced",
						(test) -> silence(test, "active", wanted("stream_name", "other", false, false)),
						"Nothing would arrive of High"),
				possible("everything but some streams is silenced",
						(test) -> silence(test, "active", wanted("stream_name", "o.*", true, false)),
						"Nothing would arrive of High"),
				possible("the route has intervals to be mute in",
						(test) -> test.alertmanager(configuration(), "group_interval: 30s",
								INTERVALS.formatted("mute")),
						"its route sends nothing inside of nights, days off"),
				possible("the route has intervals to be active in",
						(test) -> test.alertmanager(configuration(), "group_interval: 30s",
								INTERVALS.formatted("active")),
						"its route sends nothing outside of nights, days off"),
				found("Alertmanager doesn't tell of its alerts",
						(test) -> test.prometheus.answerAs("/api/v2/alerts/groups", "{}"), "alertmanager", "warning",
						"/api/v2/alerts/groups gives an answer that is not understood", "amtool"));
	}

	private static Stream<Arguments> allIsWell() {
		return Stream.of(
				well("our scale-out alert inhibits our scale-in alert",
						(test) -> fire(test, status("f2", "", ""),
								alert("f2", "HighThroughputDifference", "scaletest", "transform"))),
				well("a time interval mutes somebody else's route", (test) -> {
					fire(test, status("", "", "nights"), OTHER);
					test.alertmanager(configuration(), "autoscaler", "autoscaling");
				}),
				well("an application without a policy is kept back", (test) -> groups(test,
						group("autoscaler",
								alert("f1", ZERO, "scaletest", "log").replace("\"status\":{}", status("", "s1", ""))))),
				well("another stream is silenced",
						(test) -> silence(test, "active", wanted("stream_name", "other", false, true))),
				well("a silence is over", (test) -> silence(test, "expired", wanted("stream_name", ".*", true, true))),
				well("Java can't read a silence's expression",
						(test) -> silence(test, "active", wanted("stream_name", "(?P<a>.*)", true, true))));
	}

	private static Arguments present(String name, String status, String other, String message, String remedy) {
		return found("case 69: " + name, (test) -> fire(test, status, other), "alertmanager", "failure", message,
				remedy);
	}

	private static Arguments possible(String name, Situation situation, String message) {
		return found("case 69: " + name, situation, "alertmanager", "warning", message, "pause");
	}

	private static Arguments well(String name, Situation situation) {
		return found(name, situation, "alertmanager", "ok", "is posted to", "");
	}

	@Test
	void ofManyAlertsSomeAreNamed() {
		this.webhook.policy("scaletest", "log", "{\"maxInstances\":2}");
		silence(this, "active", wanted("stream_name", ".+", true, true));
		assertFound("alertmanager", "warning", " and 1 more: the silence s1", "");
	}

	private static void fire(DoctorSituations test, String status, String other) {
		groups(test, group("autoscaler", alert("f1", ZERO, "scaletest", "transform").replace("\"status\":{}", status))
				+ "," + group("nobody", other));
	}

	private static void groups(DoctorSituations test, String groups) {
		test.prometheus.answerAs("/api/v2/alerts/groups", "[" + groups + "]");
	}

	private static String group(String receiver, String alert) {
		return "{\"labels\":{},\"receiver\":{\"name\":\"%s\"},\"alerts\":[%s]}".formatted(receiver, alert);
	}

	private static String alert(String fingerprint, String name, String stream, String application) {
		return """
				{"fingerprint":"%s","labels":{"alertname":"%s","stream_name":"%s","application_name":"%s"},
				"receivers":[],"status":{}}""".formatted(fingerprint, name, stream, application);
	}

	private static String status(String inhibitedBy, String silencedBy, String mutedBy) {
		return "\"status\":{\"state\":\"suppressed\",\"inhibitedBy\":[%s],\"silencedBy\":[%s],\"mutedBy\":[%s]}"
			.formatted(quoted(inhibitedBy), quoted(silencedBy), quoted(mutedBy));
	}

	private static String quoted(String text) {
		return text.isEmpty() ? "" : "\"" + text + "\"";
	}

	private static String wanted(String label, String value, boolean regex, boolean equal) {
		return "{\"name\":\"%s\",\"value\":\"%s\",\"isRegex\":%s,\"isEqual\":%s}".formatted(label, value, regex, equal);
	}

	private static void silence(DoctorSituations test, String state, String matcher) {
		test.prometheus.answerAs("/api/v2/silences", """
				[{"id":"s1","status":{"state":"%s"},"updatedAt":"2026-11-27T12:00:00.000Z","comment":"upgrade",
				"createdBy":"eve","startsAt":"2026-11-27T12:00:00.000Z","endsAt":"2999-01-01T00:00:00.000Z",
				"matchers":[%s]}]""".formatted(state, matcher));
	}

}
