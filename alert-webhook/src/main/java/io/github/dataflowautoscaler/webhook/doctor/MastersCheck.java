package io.github.dataflowautoscaler.webhook.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryQuery;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether somebody else sets the number of instances, too. Who that is can't be seen from
 * here, only that it was not the autoscaler.
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
		long times = this.history.find(new HistoryQuery(id.stream(), id.application(), null, since, MOST_ENTRIES))
			.stream()
			.filter((entry) -> entry.outcome() == Outcome.OUTSIDE)
			.count();
		if (times < SUSPICIOUS) {
			return Finding.ok(this, "Nothing else keeps changing the number of its instances");
		}
		return Finding.warning(this,
				"Somebody else changed the number of its instances %s times in the last hour".formatted(times),
				"Only one of the two may scale it: look for a HorizontalPodAutoscaler (kubectl get hpa), a ScaledObject or a script, or pause the policy");
	}

}
