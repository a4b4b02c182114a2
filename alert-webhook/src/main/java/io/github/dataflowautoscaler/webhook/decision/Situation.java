package io.github.dataflowautoscaler.webhook.decision;

import java.time.Instant;

import io.github.dataflowautoscaler.webhook.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Everything a decision depends on.
 *
 * @param policy what the operator wants
 * @param direction what the alert allows
 * @param state what the platform shows
 * @param lastScaleOut when the last scale-out was begun, {@code null} if there was none
 * @param lastChange when the last change in either direction was begun, {@code null} if
 * there was none
 * @param now the time of the decision
 */
public record Situation(Policy policy, Direction direction, ApplicationState state, @Nullable Instant lastScaleOut,
		@Nullable Instant lastChange, Instant now) {
}
