package io.github.dataflowautoscaler.webhook.policy;

import org.jspecify.annotations.Nullable;

/**
 * What somebody changed about an application's policy.
 *
 * @param application the application
 * @param before the policy until then, {@code null} if there was none
 * @param after the policy from then on, {@code null} if it was removed
 * @param edit when, and by whom
 */
public record PolicyChange(ApplicationId application, @Nullable Policy before, @Nullable Policy after, Edit edit) {
}
