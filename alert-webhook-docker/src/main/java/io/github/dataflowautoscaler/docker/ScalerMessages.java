package io.github.dataflowautoscaler.docker;

import io.github.dataflowautoscaler.webhook.decision.Reason;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Puts decisions into the words of Docker Scaler, which people and programs may look for.
 */
final class ScalerMessages {

	private ScalerMessages() {
	}

	/**
	 * Says what was decided.
	 * @param entry the decision
	 * @param policy the policy, {@code null} if it was removed meanwhile
	 * @return a sentence without a full stop
	 */
	static String of(HistoryEntry entry, @Nullable Policy policy) {
		String service = entry.cause().application().application();
		@Nullable Counts counts = entry.counts();
		if (counts == null) {
			return entry.explanation();
		}
		return switch (entry.outcome()) {
			case IN_PROGRESS, SUCCEEDED -> scaling(service, counts, policy);
			case DRY_RUN -> "Dry run: " + scaling(service, counts, policy);
			case HELD -> held(entry, service, counts);
			default -> entry.explanation();
		};
	}

	private static String scaling(String service, Counts counts, @Nullable Policy policy) {
		String scaling = "Scaling %s from %s to %s replicas".formatted(service, counts.from(), counts.to());
		return (policy != null)
				? "%s (min: %s, max: %s)".formatted(scaling, policy.minInstances(), policy.maxInstances()) : scaling;
	}

	private static String held(HistoryEntry entry, String service, Counts counts) {
		if (entry.reason().equals(Reason.AT_MAXIMUM.name())) {
			return "%s is already scaled to the maximum number of %s replicas".formatted(service, counts.from());
		}
		if (entry.reason().equals(Reason.AT_MINIMUM.name())) {
			return "%s is already descaled to the minimum number of %s replicas".formatted(service, counts.from());
		}
		return entry.explanation();
	}

}
