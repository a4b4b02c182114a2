package io.github.dataflowautoscaler.webhook.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

import io.github.dataflowautoscaler.webhook.decision.Reason;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.history.HistoryQuery;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether somebody else sets the number of instances, too. Who that is can't be seen from
 * here: what is seen is a decision that begins at another number than the one before
 * left.
 */
@Component
@Order(18)
class MastersCheck implements Check {

	private static final Duration WINDOW = Duration.ofHours(1);

	/** Once is somebody with a reason, and an undeployed stream begins anew. */
	private static final int SUSPICIOUS = 3;

	private static final int MOST_ENTRIES = 200;

	private final History history;

	private final SteadyClock clock;

	MastersCheck(History history, SteadyClock clock) {
		this.history = history;
		this.clock = clock;
	}

	@Override
	public String name() {
		return "masters";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		Instant since = this.clock.instant().minus(WINDOW);
		return policies.stream().map(StoredPolicy::id).map((id) -> examine(id, since).about(id)).toList();
	}

	private Finding examine(ApplicationId id, Instant since) {
		int times = changesBySomebodyElse(
				this.history.find(new HistoryQuery(id.stream(), id.application(), null, MOST_ENTRIES))
					.stream()
					.filter((entry) -> entry.isDecision() && entry.decidedAt().isAfter(since))
					// Between two versions and around crashes numbers come and go by
					// themselves.
					.filter((entry) -> !entry.reason().equals(Reason.NOT_DEPLOYED.name()))
					.toList());
		if (times < SUSPICIOUS) {
			return Finding.ok(this, "Nobody else keeps changing the number of its instances");
		}
		return Finding.warning(this,
				"Somebody else changed the number of its instances %s times in the last hour".formatted(times),
				"One of the two has to go: look for a HorizontalPodAutoscaler (kubectl get hpa), a ScaledObject or a script, or pause the policy");
	}

	/**
	 * Counts the decisions that began at another number of instances than was left by the
	 * one before.
	 * @param entries the newest first
	 * @return how many there are
	 */
	static int changesBySomebodyElse(List<HistoryEntry> entries) {
		int times = 0;
		for (int i = 1; i < entries.size(); i++) {
			OptionalInt left = entries.get(i).leaves();
			Counts found = entries.get(i - 1).counts();
			if (left.isPresent() && found != null && found.from() != left.getAsInt()) {
				times++;
			}
		}
		return times;
	}

}
