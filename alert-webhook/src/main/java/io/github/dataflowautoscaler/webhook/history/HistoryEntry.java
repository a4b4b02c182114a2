package io.github.dataflowautoscaler.webhook.history;

import java.time.Instant;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;

/**
 * One decision and what became of it.
 *
 * @param id grows with time
 * @param cause what was asked
 * @param decidedAt when it was decided
 * @param outcome what became of it
 * @param reason why, for programs: a decision's reason or a failure's kind
 * @param explanation why, in words
 * @param counts the numbers of instances, {@code null} if the application's state could
 * not be read
 * @param accepted whether the platform is known to have accepted the scale request, which
 * does not mean that it carried it out
 * @param finishedAt when the outcome became final, {@code null} while in progress
 */
public record HistoryEntry(long id, Cause cause, Instant decidedAt, Outcome outcome, String reason, String explanation,
		@Nullable Counts counts, boolean accepted, @Nullable Instant finishedAt) {

	/**
	 * What was asked, by whom.
	 *
	 * @param application the application
	 * @param requestId the scale request
	 * @param alertName the alert that asked
	 * @param direction the direction that it allows
	 */
	public record Cause(ApplicationId application, String requestId, String alertName, Direction direction) {
	}

	/**
	 * Numbers of instances.
	 *
	 * @param from at the time of the decision
	 * @param wanted wished for before any limit
	 * @param to decided
	 */
	public record Counts(int from, int wanted, int to) {
	}

}
