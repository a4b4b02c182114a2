package io.github.dataflowautoscaler.webhook;

/**
 * Alerts as Alertmanager writes them.
 */
final class Alerts {

	private Alerts() {
	}

	static String out(String stream, String application) {
		return alert("firing", "HighThroughputDifference", stream, application);
	}

	static String in(String stream, String application) {
		return alert("firing", "ZeroThroughputDifference", stream, application);
	}

	static String resolved(String name, String stream, String application) {
		return alert("resolved", name, stream, application);
	}

	private static String alert(String status, String name, String stream, String application) {
		return """
				{"status":"%s","labels":{"alertname":"%s","stream_name":"%s","application_name":"%s",
				"severity":"warning"},"annotations":{"summary":"s"},"startsAt":"2026-11-22T03:05:46.143Z",
				"endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prometheus/graph","fingerprint":"ea9fa96bd"}"""
			.formatted(status, name, stream, application);
	}

}
