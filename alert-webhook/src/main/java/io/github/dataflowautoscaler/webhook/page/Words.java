package io.github.dataflowautoscaler.webhook.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.history.HistoryDocument;
import org.jspecify.annotations.Nullable;

import org.springframework.format.annotation.DurationFormat.Style;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * Formats numbers, times and decisions for people.
 */
public final class Words {

	static final Words INSTANCE = new Words();

	private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final String UNKNOWN = "unknown";

	/** In the order of the columns that they are shown in. */
	private static final Map<String, String> MEASURES = measures();

	private Words() {
	}

	private static Map<String, String> measures() {
		Map<String, String> measures = new LinkedHashMap<>();
		measures.put("arrivalRate", "arrival");
		measures.put("inputRate", "input");
		measures.put("outputRate", "output");
		measures.put("utilization", "utilization");
		measures.put("consumers", "consumers");
		return measures;
	}

	/**
	 * Shows a number.
	 * @param value the number
	 * @return such as {@code 9.7} or {@code 1,230}: no more digits than anybody compares
	 */
	public String number(@Nullable Number value) {
		if (value == null) {
			return UNKNOWN;
		}
		double number = value.doubleValue();
		String text = String.format(Locale.ROOT, (Math.abs(number) < 100) ? "%.1f" : "%,.0f", number);
		return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
	}

	/**
	 * Shows messages per second.
	 * @param value how many
	 * @return such as {@code 9.7/s}
	 */
	public String rate(@Nullable Double value) {
		return (value != null) ? number(value) + "/s" : UNKNOWN;
	}

	/**
	 * Shows a share.
	 * @param share 1 is all
	 * @return such as {@code 85 %}
	 */
	public String percent(@Nullable Double share) {
		return (share != null) ? Math.round(100 * share) + " %" : UNKNOWN;
	}

	/**
	 * Shows a duration as a form takes it.
	 * @param duration a duration of whole milliseconds
	 * @return such as {@code 2m} or {@code 1h30m}
	 */
	public String duration(Duration duration) {
		return DurationFormatterUtils.print(duration, Style.COMPOSITE);
	}

	/**
	 * Shows a time where the browser doesn't.
	 * @param time the time
	 * @return date and time in UTC
	 */
	public String utc(Instant time) {
		return UTC.format(time);
	}

	/**
	 * Says what a decision changed or would have changed.
	 * @param decision the decision
	 * @return such as {@code 2 → 3}, {@code 2} if nothing was to change, empty if the
	 * policy was changed
	 */
	public String change(HistoryDocument decision) {
		return decision.outcome().equals("policy") ? "" : change(decision.fromInstances(), decision.toInstances());
	}

	/**
	 * Says how numbers of instances differ.
	 * @param from the one before, {@code null} if unknown
	 * @param to the one after, {@code null} if unknown
	 * @return such as {@code 2 → 3}, or {@code 2} if they are the same
	 */
	public String change(@Nullable Integer from, @Nullable Integer to) {
		if (from == null || to == null) {
			return "?";
		}
		return from.equals(to) ? from.toString() : from + " → " + to;
	}

	/**
	 * Says which witnesses measures come from.
	 * @param witnesses the witness of each measure, by their names in the API
	 * @return such as {@code Measured: arrival by links, input by listener}, empty if
	 * nothing is measured
	 */
	public String witnesses(Map<String, String> witnesses) {
		String told = MEASURES.entrySet()
			.stream()
			.filter((measure) -> witnesses.containsKey(measure.getKey()))
			.map((measure) -> measure.getValue() + " by " + witnesses.get(measure.getKey()))
			.collect(Collectors.joining(", "));
		return told.isEmpty() ? "" : "Measured: " + told;
	}

	/**
	 * Shows a word that programs write.
	 * @param word such as {@code in_progress}
	 * @return such as {@code in progress}
	 */
	public String plain(String word) {
		return word.replace('_', ' ');
	}

}
