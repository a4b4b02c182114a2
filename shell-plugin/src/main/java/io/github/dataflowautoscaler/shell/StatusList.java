package io.github.dataflowautoscaler.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Many applications, one in each line: the arrival, the instances, and what the load
 * requires.
 */
final class StatusList {

	/** With fewer columns the last decision would fold every line. */
	private static final int WIDE = 100;

	private StatusList() {
	}

	static Report of(JsonNode statuses) {
		List<String> narrow = Arrays.asList("Stream Name", "Application", "Load", "Lag", "Running", "Required",
				"Bounds", "State");
		List<String> wide = Arrays.asList("Stream Name", "Application", "Load", "Lag", "Running", "Required", "Bounds",
				"State", "Last Decision");
		Report table = new Report().table(narrow, Documents.list(statuses, StatusList::line));
		Report withDecision = new Report().table(wide, Documents.list(statuses, StatusList::longLine));
		return new Report().part((width) -> ((width >= WIDE) ? withDecision : table).render(width));
	}

	private static List<Object> line(JsonNode status) {
		return Report.row(status.path("streamName").asText(), status.path("applicationName").asText(), load(status),
				Words.measured(status.path("lag"), ""), Words.measured(status.path("runningInstances"), ""),
				Words.measured(status.path("requiredInstances"), ""), Words.bounds(status), Words.state(status));
	}

	private static List<Object> longLine(JsonNode status) {
		JsonNode latest = status.path("latestDecision");
		List<Object> line = new ArrayList<>(line(status));
		line.add(latest.isObject() ? Words.decision(latest) : "none");
		return line;
	}

	/** What arrives, and how busy that keeps the instances. */
	private static String load(JsonNode status) {
		String arrival = Words.rate(status.path("arrivalRate"));
		return status.path("utilization").isNumber() ? arrival + ", " + Words.percent(status.path("utilization"))
				: arrival;
	}

	static String empty(@Nullable String stream) {
		return ((stream != null) ? "No application of the stream '" + stream + "' has a policy"
				: "No application has a policy yet") + "; one is set with: autoscale set "
				+ ((stream != null) ? stream : "<stream>") + " --applicationName <application> --maxInstances <number>";
	}

}
