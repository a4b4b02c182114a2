package io.github.dataflowautoscaler.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A policy's schedule: its windows in their order, and which one is in force.
 */
final class ScheduleList {

	private ScheduleList() {
	}

	static Report of(JsonNode shown) {
		List<List<Object>> rows = new ArrayList<>();
		shown.path("schedule")
			.forEach((window) -> rows.add(Report.row(window.path("name").asText(), Words.times(window),
					String.join(", ", Words.changes(window)))));
		Report report = rows.isEmpty() ? new Report().line("The policy has no schedule")
				: new Report().table(Arrays.asList("Window", "Times", "Settings"), rows);
		String until = shown.path("windowChangesAt").isTextual() ? " until " + Words.time(shown.path("windowChangesAt"))
				: "";
		return rows.isEmpty() ? report
				: report.line((shown.path("window").isTextual()
						? "The window '" + shown.path("window").asText() + "' is in force" : "No window is in force")
						+ until);
	}

}
