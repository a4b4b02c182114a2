package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Changes.Change;
import io.github.dataflowautoscaler.webhook.decision.Changes.Kind;
import io.github.dataflowautoscaler.webhook.decision.Propagation.Downstream;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;

/**
 * A scale-out, to be judged by whether it helped. Where more instances handle no more
 * messages, something else is the bottleneck: a database, a remote service, or an
 * application further down that they all wait for.
 *
 * @param from instances before
 * @param to instances after, more than {@code from}
 * @param input messages per second that were taken in before; 0 where consumers are stuck
 */
public record Trial(int from, int to, double input) {

	/** From then on the rates show nothing but the new instances. */
	private static final Duration VISIBLE = Sizing.SETTLING.plus(Sizing.RATE_WINDOW.dividedBy(2));

	/** Tried again after that: whatever was the bottleneck may be gone. */
	private static final Duration FORGOTTEN = Duration.ofMinutes(15);

	/** Share of the proportional gain that counts as help. */
	static final double HELPFUL = 0.2;

	private static final double SATURATED = 0.9;

	/**
	 * Judges the scale-out, as long as its instances are what runs: after any other
	 * change there is nothing left to judge.
	 * @param assessment what is measured now
	 * @param changes what was changed lately
	 * @param now the time
	 * @param downstream the applications further down
	 * @return why there should not be more instances, empty if they help or if that can't
	 * be told
	 */
	public Optional<Verdict> verdict(Assessment assessment, Changes changes, Instant now,
			Map<ApplicationId, Downstream> downstream) {
		Observation seen = assessment.observation();
		@Nullable Duration age = age(changes, now);
		if (age == null || age.compareTo(FORGOTTEN) >= 0 || !seen.input().isKnown()) {
			return Optional.empty();
		}
		double input = seen.input().value();
		Need need = assessment.need();
		boolean behind = seen.arrival().rate().orElse(0) > 1.05 * input || (need != null && need.lag() > 0);
		double helped = this.input * (1 + HELPFUL * (this.to - this.from) / this.from);
		if (!behind || (input > 0 && input >= helped)) {
			return Optional.empty();
		}
		boolean pending = age.compareTo(VISIBLE) < 0;
		String effect = String.format(Locale.ROOT, "%s -> %s instances took the input from %.1f to %.1f messages/s",
				this.from, this.to, this.input, input);
		return Optional.of(new Verdict(pending, pending ? effect + " so far; it will show whether more help"
				: "More instances did not help: " + effect + " only; the bottleneck is " + bottleneck(downstream)));
	}

	/**
	 * The time since the scale-out, if its instances came up and nothing was changed
	 * after it: what was never there can't have helped.
	 */
	private @Nullable Duration age(Changes changes, Instant now) {
		if (changes.list().isEmpty()) {
			return null;
		}
		Change last = changes.list().get(changes.list().size() - 1);
		boolean own = last.from() == this.from && last.to() == this.to;
		return (own && last.kind() == Kind.SUCCEEDED) ? Duration.between(last.at(), now) : null;
	}

	private static String bottleneck(Map<ApplicationId, Downstream> downstream) {
		return downstream.entrySet()
			.stream()
			.filter((entry) -> isFull(entry.getValue().observation()))
			.max(Comparator.comparingDouble((entry) -> utilization(entry.getValue().observation())))
			.map((entry) -> "further down, at " + entry.getKey())
			.orElse("a remote service, one partition that gets most of the messages, or messages that fail");
	}

	private static boolean isFull(Observation observation) {
		return utilization(observation) >= SATURATED || Capacity.isSaturated(observation);
	}

	private static double utilization(Observation observation) {
		double active = observation.activeConsumers();
		return (active > 0) ? observation.busy().orElse(0) / active : 0;
	}

	/**
	 * Begins a trial.
	 * @param decision a scale-out
	 * @param observation what was measured before
	 * @return the trial, empty if the input is unknown or there is nothing to compare
	 * with
	 */
	public static Optional<Trial> of(Decision decision, Observation observation) {
		boolean comparable = decision.to() > decision.from() && decision.from() > 0 && observation.input().isKnown();
		return comparable ? Optional.of(new Trial(decision.from(), decision.to(), observation.input().value()))
				: Optional.empty();
	}

	/**
	 * Why there should not be more instances.
	 *
	 * @param pending whether the present ones may still show that they help
	 * @param explanation in words
	 */
	public record Verdict(boolean pending, String explanation) {
	}

}
