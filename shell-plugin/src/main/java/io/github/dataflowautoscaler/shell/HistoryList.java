package io.github.dataflowautoscaler.shell;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import org.springframework.shell.table.DelimiterTextWrapper;

/**
 * Entries of the history: a table where there is room for its reasons, and otherwise a
 * line with what happened and one with the reason each.
 */
final class HistoryList {

	private static final int WIDE = 100;

	private static final String INDENT = "    ";

	private static final int LEAST = 20;

	private HistoryList() {
	}

	static Report of(JsonNode entries) {
		Report table = new Report().table(
				Arrays.asList("Time", "Stream Name", "Application", "Cause", "Status", "Instances", "Reason"),
				Documents.list(entries, HistoryList::row));
		return new Report().part((width) -> (width >= WIDE) ? table.render(width) : lines(entries, width));
	}

	private static List<Object> row(JsonNode entry) {
		return Report.row(Words.time(entry.path("decidedAt")), entry.path("streamName").asText(),
				entry.path("applicationName").asText(), cause(entry), Words.outcomes(entry), Words.change(entry),
				entry.path("explanation").asText());
	}

	private static String lines(JsonNode entries, int width) {
		return String.join("\n", Documents.list(entries, (entry) -> {
			String subject = entry.path("streamName").asText() + "/" + entry.path("applicationName").asText();
			String change = Words.change(entry);
			return Words.time(entry.path("decidedAt")) + " " + subject + " " + (change.isEmpty() ? "" : change + " ")
					+ Words.outcomes(entry) + "\n" + reason(entry, width);
		})) + "\n";
	}

	private static String reason(JsonNode entry, int width) {
		String cause = cause(entry);
		String reason = entry.path("explanation").asText();
		String text = cause.isEmpty() ? reason : cause + ": " + reason;
		return Arrays
			.stream(new DelimiterTextWrapper().wrap(new String[] { text }, Math.max(width - INDENT.length(), LEAST)))
			.map((line) -> INDENT + line.trim())
			.collect(Collectors.joining("\n"));
	}

	/**
	 * What made the autoscaler look at the application: of policies it is the outcome.
	 */
	private static String cause(JsonNode entry) {
		return entry.path("outcome").asText().equals("policy") ? "" : entry.path("alertName").asText("");
	}

}
