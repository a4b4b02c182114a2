package io.github.dataflowautoscaler.bench.webhook;

/**
 * What Alertmanager posts: here of one firing scale-out alert each, with the fields that
 * it sends of a real one.
 */
final class Notification {

	private Notification() {
	}

	/**
	 * A notification that a stream's {@code transform} is too slow.
	 * @param stream the stream's name
	 * @return the request
	 */
	static byte[] of(String stream) {
		return Connection.request("POST", "/alert", """
				{"receiver":"autoscale","status":"firing","alerts":[{"status":"firing","labels":{\
				"alertname":"HighThroughputDifference","application_name":"transform","severity":"warning",\
				"stream_name":"%1$s"},"annotations":{"summary":"transform of %1$s takes in less than arrives"},\
				"startsAt":"2026-01-01T00:00:00.000Z","endsAt":"0001-01-01T00:00:00Z",\
				"generatorURL":"http://prometheus:9090/graph?g0.expr=autoscale_scale_out&g0.tab=1",\
				"fingerprint":"ea9fa96bd38d1484"}],"groupLabels":{"stream_name":"%1$s"},\
				"commonLabels":{"alertname":"HighThroughputDifference","application_name":"transform",\
				"severity":"warning","stream_name":"%1$s"},"commonAnnotations":{},\
				"externalURL":"http://alertmanager:9093","version":"4",\
				"groupKey":"{}:{stream_name=\\"%1$s\\"}","truncatedAlerts":0}""".formatted(stream));
	}

}
