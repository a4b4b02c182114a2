package io.github.dataflowautoscaler.shell;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dataflowautoscaler.shell.Entries.Entry;

/**
 * Entries of the history: what happened, and why.
 */
final class HistoryList {

	private HistoryList() {
	}

	static Report of(JsonNode entries) {
		Report table = new Report().table(
				Arrays.asList("Time", "Stream Name", "Application", "Cause", "Status", "Instances", "Reason"),
				Documents.list(entries, HistoryList::row));
		return Entries.of(table, Documents.list(entries, HistoryList::entry));
	}

	private static List<Object> row(JsonNode entry) {
		return Report.row(Words.time(entry.path("decidedAt")), entry.path("streamName").asText(),
				entry.path("applicationName").asText(), cause(entry), Words.outcomes(entry), Words.change(entry),
				entry.path("explanation").asText());
	}

	private static Entry entry(JsonNode entry) {
		String subject = entry.path("streamName").asText() + "/" + entry.path("applicationName").asText();
		String change = Words.change(entry);
		String cause = cause(entry);
		String reason = entry.path("explanation").asText();
		return new Entry(Words.time(entry.path("decidedAt")) + " " + subject + " "
				+ (change.isEmpty() ? "" : change + " ") + Words.outcomes(entry),
				cause.isEmpty() ? reason : cause + ": " + reason);
	}

	/**
	 * What made the autoscaler look at the application: of policies it is the outcome.
	 */
	private static String cause(JsonNode entry) {
		return entry.path("outcome").asText().equals("policy") ? "" : entry.path("alertName").asText("");
	}

}
