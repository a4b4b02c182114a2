package io.github.dataflowautoscaler.webhook.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A policy as operators write it, in the policy API and in configuration: whatever is
 * left out has a default, except {@code maxInstances}. The components are those of
 * {@link Policy}.
 *
 * @param minInstances default 1
 * @param maxInstances required
 * @param strategy default {@code rate}
 * @param scaleOutBy default: 1 for {@code step}, no limit for {@code rate}
 * @param scaleInBy default: likewise
 * @param scaleOutThreshold default: the alert rules' own, a tenth of the arriving rate
 * @param targetUtilization default 0.85
 * @param catchUp default two minutes
 * @param scaleOutCooldown default 30 seconds
 * @param scaleInWindow default two minutes
 * @param foresight default {@code off}
 * @param dryRun default {@code false}
 * @param paused default {@code false}
 * @param pausedUntil default: until {@code paused} is {@code false}; valid only if
 * {@code paused} is {@code true}
 * @param schedule times with other settings, the more important ones first; default: none
 * @param label a group that budgets can name; default: none
 * @param weight what each instance takes of a budget; default 1
 * @param priority whose need comes first in a budget, the highest number's; default 0
 */
public record PolicySettings(@Nullable Integer minInstances, @Nullable Integer maxInstances, @Nullable String strategy,
		@Nullable Integer scaleOutBy, @Nullable Integer scaleInBy, @Nullable Double scaleOutThreshold,
		@Nullable TargetUtilization targetUtilization, @Nullable Duration catchUp, @Nullable Duration scaleOutCooldown,
		@Nullable Duration scaleInWindow, @Nullable String foresight, @Nullable Boolean dryRun,
		@Nullable Boolean paused, @Nullable Instant pausedUntil, @Nullable List<WindowSettings> schedule,
		@Nullable String label, @Nullable Double weight, @Nullable Integer priority) {

	private static final Duration CATCH_UP = Duration.ofMinutes(2);

	private static final Duration SCALE_OUT_COOLDOWN = Duration.ofSeconds(30);

	private static final Duration SCALE_IN_WINDOW = Duration.ofMinutes(2);

	private static final TargetUtilization TARGET_UTILIZATION = TargetUtilization.of(0.85);

	/**
	 * Fills in the defaults.
	 * @return the policy
	 * @throws IllegalArgumentException naming the setting and its offending value
	 */
	public Policy toPolicy() {
		if (this.maxInstances == null) {
			throw new IllegalArgumentException("maxInstances is missing");
		}
		return new Policy(orElse(this.minInstances, 1), this.maxInstances,
				(this.strategy != null) ? Strategy.of(this.strategy) : Strategy.RATE, this.scaleOutBy, this.scaleInBy,
				this.scaleOutThreshold, orElse(this.targetUtilization, TARGET_UTILIZATION),
				orElse(this.catchUp, CATCH_UP), orElse(this.scaleOutCooldown, SCALE_OUT_COOLDOWN),
				orElse(this.scaleInWindow, SCALE_IN_WINDOW),
				(this.foresight != null) ? Foresight.of(this.foresight) : Foresight.OFF, orElse(this.dryRun, false),
				pause(),
				orElse(this.schedule, List.<WindowSettings>of()).stream().map(WindowSettings::toWindow).toList(),
				new Membership(this.label, orElse(this.weight, Membership.DEFAULT.weight()), orElse(this.priority, 0)));
	}

	private @Nullable Pause pause() {
		if (orElse(this.paused, false)) {
			return new Pause(this.pausedUntil);
		}
		if (this.pausedUntil != null) {
			throw new IllegalArgumentException("pausedUntil is %s, but paused is not true".formatted(this.pausedUntil));
		}
		return null;
	}

	private static <T> T orElse(@Nullable T value, T fallback) {
		return (value != null) ? value : fallback;
	}

	/**
	 * The fewest settings that an operator can write.
	 * @param strategy the strategy
	 * @param maxInstances the most instances
	 * @return settings with everything else left out
	 */
	public static PolicySettings of(Strategy strategy, int maxInstances) {
		return new PolicySettings(null, maxInstances, strategy.toString(), null, null, null, null, null, null, null,
				null, null, null, null, null, null, null, null);
	}

	/**
	 * Returns a policy's settings, so that what was read can be sent back. A pause that
	 * is over is left out.
	 * @param policy the policy
	 * @param now the time
	 * @return all of its settings that have a value
	 */
	public static PolicySettings of(Policy policy, Instant now) {
		Pause pause = policy.pauseAt(now);
		List<WindowSettings> schedule = policy.schedule().stream().map(WindowSettings::of).toList();
		return new PolicySettings(policy.minInstances(), policy.maxInstances(), policy.strategy().toString(),
				policy.scaleOutBy(), policy.scaleInBy(), policy.scaleOutThreshold(), policy.targetUtilization(),
				policy.catchUp(), policy.scaleOutCooldown(), policy.scaleInWindow(), policy.foresight().toString(),
				policy.dryRun(), pause != null, (pause != null) ? pause.until() : null,
				schedule.isEmpty() ? null : schedule, policy.membership().label(), policy.membership().weight(),
				policy.membership().priority());
	}

}
