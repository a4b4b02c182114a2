package io.github.dataflowautoscaler.webhook.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.github.dataflowautoscaler.webhook.policy.schedule.Window;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants for one application.
 *
 * @param minInstances fewest instances, at least 1: not every platform can start an
 * application again from 0
 * @param maxInstances most instances, at least {@code minInstances}
 * @param strategy how the target is found
 * @param scaleOutBy instances added at once, at least 1; {@code null} is 1 for the step
 * strategy and no limit for the rate strategy
 * @param scaleInBy instances removed at once, likewise
 * @param scaleOutThreshold messages per second by which the arriving rate may exceed the
 * input before the scale-out alert fires; {@code null} leaves it to the alert rules
 * @param targetUtilization share of the time, above 0 and at most 1, that instances
 * should be busy, or that it is to be found; the rate strategy aims at it, and the
 * scale-in alert waits until the remaining instances can do that
 * @param catchUp time in which the rate strategy wants the lag to be worked off
 * @param scaleOutCooldown time after the end of a scale-out in which there is no other
 * one, so that new instances can show their effect
 * @param scaleInWindow the rate strategy scales in to the highest number that was needed
 * within it; the step strategy does not scale in so soon after any change
 * @param foresight whether instances are added before a rise that is foreseen; only the
 * rate strategy foresees
 * @param dryRun decisions are made and recorded, but not carried out
 * @param pause nothing is decided while it lasts; {@code null} if the policy is in force
 * @param schedule windows in which other settings are in force; where several are open,
 * the first one counts
 * @param membership what the application is to budgets
 */
public record Policy(int minInstances, int maxInstances, Strategy strategy, @Nullable Integer scaleOutBy,
		@Nullable Integer scaleInBy, @Nullable Double scaleOutThreshold, TargetUtilization targetUtilization,
		Duration catchUp, Duration scaleOutCooldown, Duration scaleInWindow, Foresight foresight, boolean dryRun,
		@Nullable Pause pause, List<Window> schedule, Membership membership) {

	/** A day: nobody waits longer on purpose, and sums of times stay in range. */
	private static final Duration LONGEST = Duration.ofDays(1);

	/** Far above any partition count in use. */
	private static final int MOST_INSTANCES = 10_000;

	private static final int MOST_WINDOWS = 50;

	public Policy {
		require(minInstances >= 1, "minInstances is %s; it must be at least 1", minInstances);
		require(maxInstances >= minInstances, "maxInstances is %s, which is below minInstances %s", maxInstances,
				minInstances);
		require(maxInstances <= MOST_INSTANCES, "maxInstances is %s; it must be at most %s", maxInstances,
				MOST_INSTANCES);
		requireStep("scaleOutBy", scaleOutBy);
		requireStep("scaleInBy", scaleInBy);
		require(scaleOutThreshold == null || (scaleOutThreshold > 0 && Double.isFinite(scaleOutThreshold)),
				"scaleOutThreshold is %s; it must be a number of messages per second above 0", scaleOutThreshold);
		@Nullable Double share = targetUtilization.share();
		require(share == null || (share > 0 && share <= 1),
				"targetUtilization is %s; it must be above 0 and at most 1, or auto", targetUtilization);
		require(isInRange(catchUp) && !catchUp.isZero(), "catchUp is %s; it must be above 0s and at most 24h",
				written(catchUp));
		requireDuration("scaleOutCooldown", scaleOutCooldown);
		requireDuration("scaleInWindow", scaleInWindow);
		schedule = List.copyOf(schedule);
		require(schedule.size() <= MOST_WINDOWS, "schedule has %s windows; it must have at most %s", schedule.size(),
				MOST_WINDOWS);
		require(schedule.stream().map(Window::name).distinct().count() == schedule.size(),
				"schedule has two windows of the same name");
		for (Window window : schedule) {
			try {
				// What a window changes has to fit what it leaves as it is.
				new Policy(orElse(window.minInstances(), minInstances), orElse(window.maxInstances(), maxInstances),
						strategy, null, null, null, targetUtilization.unless(window.targetUtilization()), catchUp,
						scaleOutCooldown, scaleInWindow, foresight, dryRun, null, List.of(), membership);
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException(
						"schedule: window '%s': %s".formatted(window.name(), ex.getMessage()), ex);
			}
		}
	}

	/**
	 * The pause, unless it is over. A pause that has an end ends by itself.
	 * @param now the time, by the clock of whoever set the pause: the system's
	 * @return the pause, {@code null} if there is none or if it is over
	 */
	public @Nullable Pause pauseAt(Instant now) {
		return (this.pause != null && this.pause.lastsAt(now)) ? this.pause : null;
	}

	/**
	 * What is in force at a time. A minimum that a window raises is in force some time
	 * before the window, so that the instances serve when it begins; so is a maximum that
	 * the minimum needs.
	 * @param now the time, by the clock of whoever wrote the schedule: the system's
	 * @param lead how long new instances need until they serve
	 * @return the settings that count
	 */
	public InForce at(Instant now, Duration lead) {
		@Nullable Window window = Window.inForce(this.schedule, now).orElse(null);
		@Nullable Window soon = Window.inForce(this.schedule, now.plus(lead)).orElse(null);
		int min = Math.max(min(window), min(soon));
		boolean paused = window != null && window.paused();
		Pause pause = paused ? new Pause(Window.nextChange(this.schedule, now).orElse(null)) : pauseAt(now);
		return new InForce(new Policy(min, Math.max(min, max(window)), this.strategy, this.scaleOutBy, this.scaleInBy,
				this.scaleOutThreshold, targetUtilization(window), this.catchUp, this.scaleOutCooldown,
				this.scaleInWindow, this.foresight, this.dryRun, pause, List.of(), this.membership), window);
	}

	/**
	 * The most instances that are in force at any time.
	 * @return the highest maximum, of the policy or of a window
	 */
	public int mostInstances() {
		return this.schedule.stream().mapToInt(this::max).reduce(this.maxInstances, Math::max);
	}

	private int min(@Nullable Window window) {
		return orElse((window != null) ? window.minInstances() : null, this.minInstances);
	}

	private int max(@Nullable Window window) {
		return orElse((window != null) ? window.maxInstances() : null, this.maxInstances);
	}

	private TargetUtilization targetUtilization(@Nullable Window window) {
		return this.targetUtilization.unless((window != null) ? window.targetUtilization() : null);
	}

	private static <T> T orElse(@Nullable T value, T fallback) {
		return (value != null) ? value : fallback;
	}

	/**
	 * The same policy, paused or not.
	 * @param pause the pause, {@code null} for none
	 * @return the policy with it
	 */
	public Policy withPause(@Nullable Pause pause) {
		return new Policy(this.minInstances, this.maxInstances, this.strategy, this.scaleOutBy, this.scaleInBy,
				this.scaleOutThreshold, this.targetUtilization, this.catchUp, this.scaleOutCooldown, this.scaleInWindow,
				this.foresight, this.dryRun, pause, this.schedule, this.membership);
	}

	/**
	 * The same policy with another foresight.
	 * @param foresight the foresight
	 * @return the policy with it
	 */
	public Policy withForesight(Foresight foresight) {
		return new Policy(this.minInstances, this.maxInstances, this.strategy, this.scaleOutBy, this.scaleInBy,
				this.scaleOutThreshold, this.targetUtilization, this.catchUp, this.scaleOutCooldown, this.scaleInWindow,
				foresight, this.dryRun, this.pause, this.schedule, this.membership);
	}

	/**
	 * The same policy for one step that somebody asks for by hand: nothing is waited for.
	 * @param step the number of instances to add or to remove, inside the bounds
	 * @return the policy with it
	 */
	public Policy withStep(int step) {
		return new Policy(this.minInstances, this.maxInstances, Strategy.STEP, step, step, this.scaleOutThreshold,
				this.targetUtilization, this.catchUp, Duration.ZERO, Duration.ZERO, this.foresight, this.dryRun,
				this.pause, this.schedule, this.membership);
	}

	private static void requireStep(String name, @Nullable Integer step) {
		require(step == null || (step >= 1 && step <= MOST_INSTANCES), "%s is %s; it must be from 1 to %s", name, step,
				MOST_INSTANCES);
	}

	private static void requireDuration(String name, Duration duration) {
		require(isInRange(duration), "%s is %s; it must be from 0s to 24h", name, written(duration));
	}

	private static boolean isInRange(Duration duration) {
		return !duration.isNegative() && duration.compareTo(LONGEST) <= 0;
	}

	/** As operators type it, such as {@code 1h30m}. */
	private static String written(Duration duration) {
		return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
	}

	private static void require(boolean valid, String message, @Nullable Object... values) {
		if (!valid) {
			throw new IllegalArgumentException(message.formatted(values));
		}
	}

}
