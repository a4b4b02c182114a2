package io.github.dataflowautoscaler.webhook.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Reason;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;

/**
 * One decision and what became of it, or what somebody else did: to the policy or to the
 * number of instances.
 *
 * @param id grows with time
 * @param cause what was asked
 * @param decidedAt when it was decided
 * @param outcome what became of it
 * @param reason why, for programs: a decision's reason or a failure's kind
 * @param explanation why, in words
 * @param counts the numbers of instances, {@code null} if the application's state could
 * not be read
 * @param acceptedAt since when the platform is known to have accepted the scale request,
 * which does not mean that it carried it out; {@code null} if it is not
 * @param finishedAt when the outcome became final, {@code null} while in progress
 * @param repeats the same decision again, {@code null} if it was made once; the
 * explanation is the last one's
 */
public record HistoryEntry(long id, Cause cause, Instant decidedAt, Outcome outcome, String reason, String explanation,
		@Nullable Counts counts, @Nullable Instant acceptedAt, @Nullable Instant finishedAt,
		@Nullable Repeats repeats) {

	/** The reason of a change that failed because no answer came. */
	public static final String UNANSWERED = "UNANSWERED";

	/**
	 * After this time without a repetition, the reason of a decision to do nothing no
	 * longer exists. While it does, alerts repeat the decision about every minute.
	 */
	public static final Duration EPISODE_END = Duration.ofMinutes(5);

	private static final Set<String> HELPLESS = Set.of(Reason.AT_MAXIMUM.name(), Reason.BUDGET.name(),
			Reason.INEFFECTIVE.name(), Reason.HOT_PARTITION.name());

	/**
	 * Tells whether nothing is done although something would be needed: somebody has to
	 * allow more instances, or to look for what else is slow.
	 * @return whether people should hear of it
	 */
	public boolean needsHelp() {
		return this.outcome == Outcome.HELD && HELPLESS.contains(this.reason);
	}

	/**
	 * When it was decided for the last time.
	 * @return the time of the decision or of its latest repetition
	 */
	public Instant latestAt() {
		return (this.repeats != null) ? this.repeats.latestAt() : this.decidedAt;
	}

	/**
	 * Tells whether something was decided.
	 * @return {@code false} for a change of the policy, or of the instances by somebody
	 * else
	 */
	public boolean isDecision() {
		return this.outcome != Outcome.POLICY && this.outcome != Outcome.OUTSIDE;
	}

	/**
	 * The number of instances that there is afterwards.
	 * @return the number, empty after a change that did not succeed (what came of it may
	 * come later), and where a version was being exchanged or did not run
	 */
	public OptionalInt leaves() {
		if (this.counts == null || this.reason.equals(Reason.NOT_DEPLOYED.name())) {
			return OptionalInt.empty();
		}
		return switch (this.outcome) {
			case HELD, DRY_RUN, POSTPONED -> OptionalInt.of(this.counts.from());
			case SUCCEEDED, OUTSIDE -> OptionalInt.of(this.counts.to());
			case POLICY, IN_PROGRESS, UNANSWERED, FAILED -> OptionalInt.empty();
		};
	}

	/** Alerts are repeated as long as they last, and mostly nothing is to be done. */
	boolean isRepeatedBy(HistoryEntry next) {
		return (this.outcome == Outcome.HELD || this.outcome == Outcome.DRY_RUN) && this.outcome == next.outcome
				&& this.reason.equals(next.reason) && Objects.equals(this.counts, next.counts)
				&& this.cause.asksTheSameAs(next.cause);
	}

	HistoryEntry repeated(HistoryEntry next) {
		int before = (this.repeats != null) ? this.repeats.count() : 0;
		return new HistoryEntry(this.id, this.cause, this.decidedAt, this.outcome, this.reason, next.explanation,
				this.counts, this.acceptedAt, this.finishedAt, new Repeats(before + 1, next.decidedAt));
	}

	/**
	 * What was asked, by whom.
	 *
	 * @param application the application
	 * @param requestId the scale request
	 * @param alertName the alert that asked
	 * @param direction the direction that it allows, {@code null} where no alert asked
	 */
	public record Cause(ApplicationId application, String requestId, String alertName, @Nullable Direction direction) {

		/** Who asked for a change of the policy: no alert did. */
		public static final String POLICY = "Policy";

		/** Who changed the instances: not the autoscaler. */
		public static final String SOMEBODY_ELSE = "Somebody else";

		/**
		 * The direction that a request allows.
		 * @return the direction
		 * @throws NullPointerException where no alert asked
		 */
		public Direction requestedDirection() {
			return Objects.requireNonNull(this.direction, "a request has a direction");
		}

		/**
		 * Tells whether two requests differ in nothing but their ids.
		 * @param other the other one
		 * @return whether application, alert and direction are the same
		 */
		public boolean asksTheSameAs(Cause other) {
			return this.application.equals(other.application) && this.alertName.equals(other.alertName)
					&& this.direction == other.direction;
		}

	}

	/**
	 * Numbers of instances.
	 *
	 * @param from at the time of the decision
	 * @param required what the load requires, before any limit
	 * @param to decided
	 */
	public record Counts(int from, int required, int to) {

		/**
		 * Tells whether the number becomes larger.
		 * @return {@code false} if it is less or the same
		 */
		public boolean goesOut() {
			return this.to > this.from;
		}

	}

	/**
	 * The same decision again.
	 *
	 * @param count how often, at least 1
	 * @param latestAt when it was made last
	 */
	public record Repeats(int count, Instant latestAt) {
	}

}
