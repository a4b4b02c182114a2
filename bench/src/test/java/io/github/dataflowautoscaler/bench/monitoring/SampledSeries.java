package io.github.dataflowautoscaler.bench.monitoring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Samples in the notation of promtool's tests, one for each second.
 */
final class SampledSeries {

	private final Map<String, StringBuilder> values = new LinkedHashMap<>();

	private final Map<String, Integer> lengths = new LinkedHashMap<>();

	/**
	 * Adds a sample; seconds without one are left out.
	 * @param second since the beginning
	 * @param series the series' name with its labels
	 * @param value the value, {@code stale} for the end of the series
	 */
	void add(int second, String series, String value) {
		int length = this.lengths.getOrDefault(series, 0);
		StringBuilder text = this.values.computeIfAbsent(series, (key) -> new StringBuilder());
		text.append(" _".repeat(second - length));
		text.append(' ').append(value);
		this.lengths.put(series, second + 1);
	}

	/**
	 * The samples as a part of a file.
	 * @return what follows {@code input_series:}
	 */
	String toYaml() {
		return this.values.entrySet()
			.stream()
			.map((entry) -> "      - series: '%s'%n        values: '%s'%n".formatted(entry.getKey(),
					entry.getValue().toString().trim()))
			.collect(Collectors.joining());
	}

}
