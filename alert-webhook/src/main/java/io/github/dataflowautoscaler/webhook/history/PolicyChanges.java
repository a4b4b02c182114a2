package io.github.dataflowautoscaler.webhook.history;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.policy.Membership;
import io.github.dataflowautoscaler.webhook.policy.Pause;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicyChange;
import io.github.dataflowautoscaler.webhook.policy.schedule.Window;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.format.annotation.DurationFormat.Style;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.stereotype.Component;

/**
 * Writes changes of policies into the history, among the decisions that they explain.
 */
@Component
class PolicyChanges {

	private static final String DEFAULT = "default";

	private final History history;

	PolicyChanges(History history) {
		this.history = history;
	}

	/** In the transaction that makes the change. */
	@EventListener
	void record(PolicyChange change) {
		String set = (change.before() != null) ? "POLICY_CHANGED" : "POLICY_SET";
		String reason = (change.after() != null) ? set : "POLICY_REMOVED";
		this.history.recordPolicy(change, reason, describe(change) + " (by " + change.edit().by() + ")");
	}

	/**
	 * Says what changed, by the names and in the units that operators write.
	 * @param change the change
	 * @return such as {@code maxInstances 4 -> 6, catchUp 2m -> 1h30m}; what a removed
	 * policy said, so that it can be set again
	 */
	static String describe(PolicyChange change) {
		Map<String, String> before = settings(change.before());
		Map<String, String> after = settings(change.after());
		if (before.isEmpty() || after.isEmpty()) {
			return (before.isEmpty() ? "policy set: " : "policy removed; it was: ")
					+ list(before.isEmpty() ? after : before, (setting) -> !setting.getValue().equals(DEFAULT));
		}
		after.replaceAll((name, value) -> value.equals(before.get(name)) ? value : before.get(name) + " -> " + value);
		return list(after, (setting) -> !setting.getValue().equals(before.get(setting.getKey())));
	}

	private static String list(Map<String, String> settings, Predicate<Map.Entry<String, String>> listed) {
		return settings.entrySet()
			.stream()
			.filter(listed)
			.map((setting) -> setting.getKey() + " " + setting.getValue())
			.collect(Collectors.joining(", "));
	}

	private static Map<String, String> settings(@Nullable Policy policy) {
		Map<String, String> settings = new LinkedHashMap<>();
		if (policy != null) {
			settings.put("minInstances", text(policy.minInstances()));
			settings.put("maxInstances", text(policy.maxInstances()));
			settings.put("strategy", text(policy.strategy()));
			settings.put("scaleOutBy", text(policy.scaleOutBy()));
			settings.put("scaleInBy", text(policy.scaleInBy()));
			settings.put("scaleOutThreshold", text(policy.scaleOutThreshold()));
			settings.put("targetUtilization", text(policy.targetUtilization()));
			settings.put("catchUp", text(policy.catchUp()));
			settings.put("scaleOutCooldown", text(policy.scaleOutCooldown()));
			settings.put("scaleInWindow", text(policy.scaleInWindow()));
			settings.put("foresight", text(policy.foresight()));
			settings.put("dryRun", text(policy.dryRun()));
			settings.put("paused", pause(policy.pause()));
			settings.put("schedule", schedule(policy.schedule()));
			settings.put("label", text(policy.membership().label()));
			settings.put("weight", unless(Membership.DEFAULT.weight(), policy.membership().weight()));
			settings.put("priority", unless(Membership.DEFAULT.priority(), policy.membership().priority()));
		}
		return settings;
	}

	private static String schedule(List<Window> schedule) {
		return schedule.isEmpty() ? DEFAULT : schedule.stream().map(Window::toString).collect(Collectors.joining(", "));
	}

	private static String unless(Object usual, Object value) {
		return usual.equals(value) ? DEFAULT : value.toString();
	}

	private static String pause(@Nullable Pause pause) {
		if (pause == null) {
			return "false";
		}
		return (pause.until() != null) ? "until " + pause.until().truncatedTo(ChronoUnit.SECONDS) : "true";
	}

	private static String text(@Nullable Object value) {
		return (value instanceof Duration duration) ? DurationFormatterUtils.print(duration, Style.COMPOSITE)
				: (value != null) ? value.toString() : DEFAULT;
	}

}
