package io.github.dataflowautoscaler.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How two policies differ.
 */
final class PolicyChange {

	/** Where a policy is kept, and by whom it was changed: not what it says. */
	private static final List<String> NOT_SETTINGS = Arrays.asList("streamName", "applicationName", "origin",
			"updatedAt", "updatedBy");

	private static final List<String> DURATIONS = Arrays.asList("catchUp", "scaleOutCooldown", "scaleInWindow");

	private PolicyChange() {
	}

	/**
	 * The settings of a policy, as they are typed.
	 * @param policy the policy
	 * @return names and values of those that have one, in the policy's order
	 */
	static Map<String, String> settings(JsonNode policy) {
		Map<String, String> settings = new LinkedHashMap<>();
		policy.fields().forEachRemaining((setting) -> {
			if (!NOT_SETTINGS.contains(setting.getKey()) && !setting.getValue().isNull()) {
				settings.put(setting.getKey(), written(setting.getKey(), setting.getValue()));
			}
		});
		return settings;
	}

	private static String written(String setting, JsonNode value) {
		if (setting.equals("pausedUntil")) {
			return Words.time(value);
		}
		if (setting.equals("schedule")) {
			return Documents.list(value, (window) -> window.path("name").asText() + " (" + Words.window(window) + ")")
				.stream()
				.collect(Collectors.joining(", "));
		}
		return DURATIONS.contains(setting) ? Times.shorten(value.asText()) : value.asText();
	}

	/**
	 * Tells what differs.
	 * @param before the policy before
	 * @param after the policy after
	 * @return such as {@code catchUp 2m → 1h30m}, empty if they are the same
	 */
	static List<String> settings(JsonNode before, JsonNode after) {
		Map<String, String> former = settings(before);
		Map<String, String> present = settings(after);
		Set<String> all = new LinkedHashSet<>(former.keySet());
		all.addAll(present.keySet());
		List<String> changes = new ArrayList<>();
		for (String setting : all) {
			String from = former.getOrDefault(setting, Setting.DEFAULT);
			String to = present.getOrDefault(setting, Setting.DEFAULT);
			if (!from.equals(to)) {
				changes.add(setting + " " + from + " → " + to);
			}
		}
		return changes;
	}

}
