package io.github.dataflowautoscaler.webhook.status;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.dataflowautoscaler.webhook.history.HistoryDocument;
import org.jspecify.annotations.Nullable;

/**
 * The state of an application with a policy.
 *
 * @param streamName the stream's name
 * @param applicationName the application's name
 * @param minInstances the fewest instances that are in force
 * @param maxInstances the most instances that are in force
 * @param strategy {@code rate} or {@code step}
 * @param paused whether the policy is paused now
 * @param pausedUntil the pause's end, absent if it has none
 * @param dryRun whether decisions are not carried out
 * @param deployment what Data Flow says of the application: {@code deployed}, or what it
 * is instead, such as {@code deploying}; {@code not_deployed} if it shows no such
 * application, {@code unknown} if it does not answer
 * @param runningInstances instances that Data Flow shows, absent if unknown
 * @param deployedInstances those of them that are deployed, absent if unknown
 * @param window the window of the schedule that is in force, absent if none is
 * @param windowChangesAt from when on another window or none is in force, absent if that
 * is more than a year ahead
 * @param budgets the budgets that the application belongs to, absent if there is none
 * @param measures what was measured
 * @param latestDecision the latest decision, absent if there was none
 */
public record ApplicationStatus(String streamName, String applicationName, int minInstances, int maxInstances,
		String strategy, boolean paused, @Nullable Instant pausedUntil, boolean dryRun, String deployment,
		@Nullable Integer runningInstances, @Nullable Integer deployedInstances, @Nullable String window,
		@Nullable Instant windowChangesAt, @Nullable List<BudgetStatus> budgets, @JsonUnwrapped Measures measures,
		@Nullable HistoryDocument latestDecision) {
}
