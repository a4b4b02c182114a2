package io.github.dataflowautoscaler.shell;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The webhook's documents in words.
 */
final class Words {

	private static final DateTimeFormatter LOCAL_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

	private static final String UNKNOWN = "unknown";

	private Words() {
	}

	/**
	 * Says what a policy is about, in one line.
	 * @param policy a policy
	 * @return its bounds, its strategy and its state
	 */
	static String policy(JsonNode policy) {
		String state = state(policy);
		return bounds(policy) + " instances, strategy " + policy.path("strategy").asText()
				+ (state.equals("active") ? "" : ", " + state);
	}

	static String bounds(JsonNode policy) {
		return policy.path("minInstances").asText() + " to " + policy.path("maxInstances").asText();
	}

	/**
	 * Says when a window of a schedule is open, and what it changes.
	 * @param window the window
	 * @return such as {@code mon-fri 08:00 to 18:00 Europe/Berlin: minInstances 4}
	 */
	static String window(JsonNode window) {
		return times(window) + ": " + String.join(", ", changes(window));
	}

	static String times(JsonNode window) {
		String days = window.path("days").asText("");
		String times = window.hasNonNull("cron")
				? window.path("cron").asText() + " for " + Times.shorten(window.path("length").asText())
				: (days.isEmpty() ? "" : days + " ") + window.path("from").asText() + " to "
						+ window.path("to").asText();
		return times + " " + window.path("zone").asText();
	}

	static List<String> changes(JsonNode window) {
		return Arrays.stream(WindowSetting.values())
			.filter((setting) -> setting.compareTo(WindowSetting.LENGTH) > 0)
			.map(WindowSetting::key)
			.filter(window::hasNonNull)
			.map((key) -> key + " " + window.path(key).asText())
			.collect(Collectors.toList());
	}

	/**
	 * Says whether a policy is in force.
	 * @param policy a policy, or the status of its application
	 * @return {@code active}, {@code dry run} or {@code paused}, and until when; what
	 * keeps it from being in force if the application is not deployed
	 */
	static String state(JsonNode policy) {
		String deployment = policy.path("deployment").asText("deployed");
		boolean tells = !deployment.equals("deployed") && !deployment.equals("unknown");
		return tells ? deployment.replace('_', ' ') : force(policy);
	}

	private static String force(JsonNode policy) {
		if (policy.path("paused").asBoolean()) {
			return policy.hasNonNull("pausedUntil") ? "paused until " + time(policy.path("pausedUntil")) : "paused";
		}
		return policy.path("dryRun").asBoolean() ? "dry run" : "active";
	}

	/**
	 * Says what a decision changed or would have changed.
	 * @param decision an entry of the history
	 * @return such as {@code 2 → 3}, or {@code 2} if nothing was to change; empty for a
	 * change of the policy
	 */
	static String change(JsonNode decision) {
		if (decision.path("outcome").asText().equals("policy")) {
			return "";
		}
		return change(decision.path("fromInstances"), decision.path("toInstances"));
	}

	static String change(JsonNode from, JsonNode to) {
		return from.equals(to) ? known(from) : known(from) + " → " + known(to);
	}

	/**
	 * Says what became of a decision.
	 * @param decision an entry of the history
	 * @return such as {@code in progress}
	 */
	static String outcome(JsonNode decision) {
		return decision.path("outcome").asText().replace('_', ' ');
	}

	/**
	 * Says what became of a decision, and how often it was made.
	 * @param decision an entry of the history
	 * @return such as {@code held} or {@code held 12 times until 2026-11-22 08:45:11}
	 */
	static String outcomes(JsonNode decision) {
		return outcome(decision) + (decision.hasNonNull("lastDecidedAt")
				? " " + decision.path("times").asText() + " times until " + lastTime(decision) : "");
	}

	/**
	 * Says when a decision was made last.
	 * @param decision an entry of the history
	 * @return local date and time
	 */
	static String lastTime(JsonNode decision) {
		return time(decision.path(decision.hasNonNull("lastDecidedAt") ? "lastDecidedAt" : "decidedAt"));
	}

	/**
	 * Says what was decided and what became of it.
	 * @param decision an entry of the history
	 * @return such as {@code 1 → 4 succeeded} or {@code held at 4}
	 */
	static String decision(JsonNode decision) {
		String change = change(decision);
		return change.contains(" → ") ? change + " " + outcome(decision) : outcome(decision) + " at " + change;
	}

	/**
	 * Shows an instant at the place of the shell.
	 * @param instant an instant as ISO 8601 writes it
	 * @return local date and time
	 */
	static String time(JsonNode instant) {
		return LOCAL_TIME.format(Instant.parse(instant.asText()).atZone(ZoneId.systemDefault()));
	}

	/**
	 * Shows a measured value.
	 * @param value the value
	 * @param unit its unit, empty if it is a count
	 * @return the value with at most two decimals, or {@code unknown}
	 */
	static String measured(JsonNode value, String unit) {
		if (!value.isNumber()) {
			return UNKNOWN;
		}
		String number = value.isIntegralNumber() ? value.asText()
				: String.format(Locale.ROOT, "%.2f", value.asDouble()).replaceFirst("\\.?0+$", "");
		return unit.isEmpty() ? number : number + " " + unit;
	}

	/**
	 * Shows a share.
	 * @param share 0 to 1
	 * @return such as {@code 85 %}, or {@code unknown}
	 */
	static String percent(JsonNode share) {
		return share.isNumber() ? Math.round(100 * share.asDouble()) + " %" : UNKNOWN;
	}

	/**
	 * Shows messages per second in a column.
	 * @param value how many
	 * @return such as {@code 25/s}, or {@code unknown}
	 */
	static String rate(JsonNode value) {
		return value.isNumber() ? measured(value, "") + "/s" : UNKNOWN;
	}

	/**
	 * Says which server does not answer.
	 * @param absence an absence
	 * @return what is away, since when, and what that means
	 */
	static String absence(JsonNode absence) {
		return absence.path("what").asText()
				+ (absence.hasNonNull("since") ? " since " + time(absence.path("since")) : "") + ". "
				+ absence.path("meaning").asText();
	}

	private static String known(JsonNode count) {
		return count.isNumber() ? count.asText() : "?";
	}

}
