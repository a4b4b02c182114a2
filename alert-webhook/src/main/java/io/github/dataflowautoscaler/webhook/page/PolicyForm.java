package io.github.dataflowautoscaler.webhook.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Quoted;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import org.jspecify.annotations.Nullable;

import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.StringUtils;

/**
 * A policy as somebody types it, right or wrong. What is empty has its default. The
 * components are those of {@link PolicySettings}.
 *
 * @param version the policy that was read; {@code null} if there was none
 */
record PolicyForm(@Nullable Long version, @Nullable String minInstances, @Nullable String maxInstances,
		@Nullable String strategy, @Nullable String scaleOutBy, @Nullable String scaleInBy,
		@Nullable String scaleOutThreshold, @Nullable String targetUtilization, @Nullable String catchUp,
		@Nullable String scaleOutCooldown, @Nullable String scaleInWindow, @Nullable Boolean dryRun) {

	private static final String WHOLE = "a whole number is needed";

	/**
	 * Writes a policy down.
	 * @param stored the policy, empty for the defaults of a new one
	 * @param most the most instances of a new one, {@code null} if nothing suggests a
	 * number
	 * @return what a form begins with
	 */
	static PolicyForm of(Optional<StoredPolicy> stored, @Nullable Integer most) {
		Policy policy = stored.map(StoredPolicy::policy)
			.orElseGet(() -> PolicySettings.of(Strategy.RATE, 1).toPolicy());
		return new PolicyForm(stored.map(StoredPolicy::version).orElse(null), String.valueOf(policy.minInstances()),
				stored.isPresent() ? String.valueOf(policy.maxInstances()) : text(most), policy.strategy().toString(),
				text(policy.scaleOutBy()), text(policy.scaleInBy()), text(policy.scaleOutThreshold()),
				text(policy.targetUtilization()), Words.INSTANCE.duration(policy.catchUp()),
				Words.INSTANCE.duration(policy.scaleOutCooldown()), Words.INSTANCE.duration(policy.scaleInWindow()),
				policy.dryRun());
	}

	/**
	 * The same form, about the policy that is there by now.
	 * @param stored the policy that is there
	 * @return the form, whose values are as they were typed
	 */
	PolicyForm about(Optional<StoredPolicy> stored) {
		return new PolicyForm(stored.map(StoredPolicy::version).orElse(null), this.minInstances, this.maxInstances,
				this.strategy, this.scaleOutBy, this.scaleInBy, this.scaleOutThreshold, this.targetUtilization,
				this.catchUp, this.scaleOutCooldown, this.scaleInWindow, this.dryRun);
	}

	boolean isAbout(Optional<StoredPolicy> stored) {
		return stored.map((there) -> Long.valueOf(there.version()).equals(this.version)).orElse(this.version == null);
	}

	/**
	 * Reads what was typed. A pause stays as it is.
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
				read("scaleOutThreshold", this.scaleOutThreshold, Double::valueOf, "a number is needed"),
				read("targetUtilization", this.targetUtilization, Double::valueOf, "a number is needed"),
				duration("catchUp", this.catchUp), duration("scaleOutCooldown", this.scaleOutCooldown),
				duration("scaleInWindow", this.scaleInWindow), this.dryRun, null, null);
		return settings.toPolicy().withPause(current.map((stored) -> stored.policy().pauseAt(now)).orElse(null));
	}

	private static @Nullable Duration duration(String setting, @Nullable String typed) {
		return read(setting, typed, DurationFormatterUtils::detectAndParse,
				"a duration such as 90s, 2m, 1h30m or PT1M30S is needed");
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
		return (number != null) ? number.toString() : "";
	}

}
