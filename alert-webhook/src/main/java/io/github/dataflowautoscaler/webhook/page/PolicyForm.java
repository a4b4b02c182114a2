package io.github.dataflowautoscaler.webhook.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Quoted;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.policy.TargetUtilization;
import org.jspecify.annotations.Nullable;

import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.StringUtils;

/**
 * A policy as somebody types it, valid or not. An empty field has its default. The
 * components are those of {@link PolicySettings}.
 *
 * @param version the version of the policy that was read; {@code null} if there was none
 */
record PolicyForm(@Nullable Long version, @Nullable String minInstances, @Nullable String maxInstances,
		@Nullable String strategy, @Nullable String scaleOutBy, @Nullable String scaleInBy,
		@Nullable String scaleOutThreshold, @Nullable String targetUtilization, @Nullable String catchUp,
		@Nullable String scaleOutCooldown, @Nullable String scaleInWindow, @Nullable String foresight,
		@Nullable String label, @Nullable String weight, @Nullable String priority, @Nullable Boolean dryRun) {

	/** The labels of the fields, in their order. */
	static final Map<String, String> LABELS = labels();

	private static final String WHOLE = "it must be a whole number";

	private static Map<String, String> labels() {
		Map<String, String> labels = new LinkedHashMap<>();
		labels.put("minInstances", "Minimum instances");
		labels.put("maxInstances", "Maximum instances");
		labels.put("strategy", "Strategy");
		labels.put("scaleOutBy", "Largest scale-out step");
		labels.put("scaleInBy", "Largest scale-in step");
		labels.put("scaleOutThreshold", "Scale-out threshold");
		labels.put("targetUtilization", "Target utilization");
		labels.put("catchUp", "Catch-up time");
		labels.put("scaleOutCooldown", "Scale-out cooldown");
		labels.put("scaleInWindow", "Scale-in window");
		labels.put("foresight", "Foresight");
		labels.put("label", "Label");
		labels.put("weight", "Weight");
		labels.put("priority", "Priority");
		return Collections.unmodifiableMap(labels);
	}

	/**
	 * Fills the form with a policy.
	 * @param stored the policy, empty for the defaults of a new one
	 * @param most the suggested maximum for a new one, {@code null} if there is none
	 * @return what a form begins with
	 */
	static PolicyForm of(Optional<StoredPolicy> stored, @Nullable Integer most) {
		return stored.map((there) -> of(there.version(), there.policy(), there.policy().maxInstances()))
			.orElseGet(() -> of(null, PolicySettings.of(Strategy.RATE, 1).toPolicy(), most));
	}

	/**
	 * Writes a policy down.
	 * @param version the policy that was read; {@code null} if there was none
	 * @param policy the policy
	 * @param most its most instances, {@code null} if nothing suggests a number
	 * @return what a form begins with
	 */
	static PolicyForm of(@Nullable Long version, Policy policy, @Nullable Integer most) {
		return new PolicyForm(version, String.valueOf(policy.minInstances()), text(most), policy.strategy().toString(),
				text(policy.scaleOutBy()), text(policy.scaleInBy()), text(policy.scaleOutThreshold()),
				policy.targetUtilization().toString(), Words.INSTANCE.duration(policy.catchUp()),
				Words.INSTANCE.duration(policy.scaleOutCooldown()), Words.INSTANCE.duration(policy.scaleInWindow()),
				policy.foresight().toString(), policy.membership().label(), text(policy.membership().weight()),
				text(policy.membership().priority()), policy.dryRun());
	}

	/**
	 * The same form for the policy that is stored now.
	 * @param stored the policy that is stored now
	 * @return the form, whose values are as they were typed
	 */
	PolicyForm about(Optional<StoredPolicy> stored) {
		return new PolicyForm(stored.map(StoredPolicy::version).orElse(null), this.minInstances, this.maxInstances,
				this.strategy, this.scaleOutBy, this.scaleInBy, this.scaleOutThreshold, this.targetUtilization,
				this.catchUp, this.scaleOutCooldown, this.scaleInWindow, this.foresight, this.label, this.weight,
				this.priority, this.dryRun);
	}

	boolean isAbout(Optional<StoredPolicy> stored) {
		return stored.map((there) -> Long.valueOf(there.version()).equals(this.version)).orElse(this.version == null);
	}

	/**
	 * Reads what was typed. A pause and the schedule stay as they are.
	 * @param current the policy so far
	 * @param now the time
	 * @return the policy
	 * @throws IllegalArgumentException with a message that begins with the setting
	 */
	Policy toPolicy(Optional<StoredPolicy> current, Instant now) {
		PolicySettings settings = new PolicySettings(read("minInstances", this.minInstances, Integer::valueOf, WHOLE),
				read("maxInstances", this.maxInstances, Integer::valueOf, WHOLE), orNull(this.strategy),
				read("scaleOutBy", this.scaleOutBy, Integer::valueOf, WHOLE),
				read("scaleInBy", this.scaleInBy, Integer::valueOf, WHOLE),
				read("scaleOutThreshold", this.scaleOutThreshold, Double::valueOf, "it must be a number"),
				read("targetUtilization", this.targetUtilization, TargetUtilization::valueOf,
						"it must be a number or auto"),
				duration("catchUp", this.catchUp), duration("scaleOutCooldown", this.scaleOutCooldown),
				duration("scaleInWindow", this.scaleInWindow), orNull(this.foresight), this.dryRun, null, null,
				current.map((stored) -> PolicySettings.of(stored.policy(), now).schedule()).orElse(null),
				orNull(this.label), read("weight", this.weight, Double::valueOf, "it must be a number"),
				read("priority", this.priority, Integer::valueOf, WHOLE));
		return settings.toPolicy().withPause(current.map((stored) -> stored.policy().pauseAt(now)).orElse(null));
	}

	/**
	 * Finds everything that is wrong: each setting by itself, and then all of them
	 * together.
	 * @return the problems by setting, none if everything is valid
	 */
	Map<String, String> problems() {
		Map<String, String> problems = new LinkedHashMap<>();
		LABELS.keySet()
			.forEach((setting) -> only(setting).problem().ifPresent((problem) -> problems.put(setting, problem)));
		if (problems.isEmpty()) {
			problem().ifPresent((problem) -> problems.put(setting(problem), problem));
		}
		problems.replaceAll((setting, problem) -> inLabels(problem));
		return problems;
	}

	private Optional<String> problem() {
		try {
			toPolicy(Optional.empty(), Instant.EPOCH);
			return Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.of(String.valueOf(ex.getMessage()));
		}
	}

	/** The same form with valid values for all other settings. */
	private PolicyForm only(String setting) {
		return new PolicyForm(null, setting.equals("minInstances") ? this.minInstances : null,
				setting.equals("maxInstances") ? this.maxInstances : "10000",
				setting.equals("strategy") ? this.strategy : null,
				setting.equals("scaleOutBy") ? this.scaleOutBy : null,
				setting.equals("scaleInBy") ? this.scaleInBy : null,
				setting.equals("scaleOutThreshold") ? this.scaleOutThreshold : null,
				setting.equals("targetUtilization") ? this.targetUtilization : null,
				setting.equals("catchUp") ? this.catchUp : null,
				setting.equals("scaleOutCooldown") ? this.scaleOutCooldown : null,
				setting.equals("scaleInWindow") ? this.scaleInWindow : null,
				setting.equals("foresight") ? this.foresight : null, setting.equals("label") ? this.label : null,
				setting.equals("weight") ? this.weight : null, setting.equals("priority") ? this.priority : null, null);
	}

	private static String setting(String problem) {
		return problem.split(" ", 2)[0];
	}

	private static String inLabels(String problem) {
		String text = problem;
		for (Map.Entry<String, String> label : LABELS.entrySet()) {
			text = text.replaceAll("\\b%s\\b".formatted(label.getKey()), label.getValue());
		}
		return text;
	}

	/**
	 * Finds in what a policy differs from the one that was typed.
	 * @param stored the policy
	 * @return the policy's values, by the settings that differ
	 * @throws IllegalArgumentException if something is wrong with what was typed
	 */
	Map<String, String> differences(StoredPolicy stored) {
		Policy typed = toPolicy(Optional.empty(), Instant.EPOCH);
		Map<String, String> differences = of(Optional.of(stored), null).values();
		of(null, typed, typed.maxInstances()).values().forEach(differences::remove);
		differences.replaceAll((setting, value) -> value.isEmpty() ? "empty" : value);
		return differences;
	}

	private Map<String, String> values() {
		Map<String, String> byName = new LinkedHashMap<>();
		Iterator<@Nullable String> values = Arrays
			.asList(this.minInstances, this.maxInstances, this.strategy, this.scaleOutBy, this.scaleInBy,
					this.scaleOutThreshold, this.targetUtilization, this.catchUp, this.scaleOutCooldown,
					this.scaleInWindow, this.foresight, this.label, this.weight, this.priority)
			.iterator();
		LABELS.keySet()
			.forEach((setting) -> byName.put(setting, Objects.requireNonNullElse(orNull(values.next()), "")));
		return byName;
	}

	private static @Nullable Duration duration(String setting, @Nullable String typed) {
		return read(setting, typed, DurationFormatterUtils::detectAndParse,
				"it must be a duration such as 90s, 2m, 1h30m or PT1M30S");
	}

	private static <T> @Nullable T read(String setting, @Nullable String typed, Function<String, T> reader,
			String needed) {
		@Nullable String text = orNull(typed);
		try {
			return (text != null) ? reader.apply(text) : null;
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("%s is '%s'; %s".formatted(setting, Quoted.shortened(text), needed), ex);
		}
	}

	private static @Nullable String orNull(@Nullable String typed) {
		return StringUtils.hasText(typed) ? typed.strip() : null;
	}

	private static String text(@Nullable Number number) {
		return (number != null) ? number.toString().replaceFirst("\\.0$", "") : "";
	}

}
