package io.github.dataflowautoscaler.webhook.policy;

import io.github.dataflowautoscaler.webhook.policy.StoredPolicy.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A budget, and where it is kept.
 *
 * @param budget the budget
 * @param origin who keeps it
 * @param version a new number after each change, never used again, so that two writers
 * notice each other; 0 for a declared budget
 * @param edit when and by whom it was set, {@code null} for a declared budget
 */
public record StoredBudget(Budget budget, Origin origin, long version, @Nullable Edit edit) {
}
