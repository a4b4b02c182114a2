package io.github.dataflowautoscaler.webhook.policy;

import io.github.dataflowautoscaler.webhook.policy.schedule.Window;
import org.jspecify.annotations.Nullable;

/**
 * What is in force of a policy at a time.
 *
 * @param policy the policy with the settings of the window, without a schedule and
 * without a pause that is over
 * @param window the window that is in force, {@code null} if none is
 */
public record InForce(Policy policy, @Nullable Window window) {
}
