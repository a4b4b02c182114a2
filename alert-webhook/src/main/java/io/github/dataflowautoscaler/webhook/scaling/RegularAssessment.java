package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Instant;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.policy.Strategy;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Assesses all applications regularly, alert or not: a scale-in goes to the highest
 * recommendation of a window, and that has to be known for the whole window. Also where
 * another replica decides, so that its place can be taken at once.
 */
@Component
class RegularAssessment {

	private final Policies policies;

	private final Platform platform;

	private final History history;

	private final Assessor assessor;

	private final Memories memories;

	private final OutsideChanges outside;

	RegularAssessment(Policies policies, Platform platform, History history, Assessor assessor, Memories memories,
			OutsideChanges outside) {
		this.policies = policies;
		this.platform = platform;
		this.history = history;
		this.assessor = assessor;
		this.memories = memories;
		this.outside = outside;
	}

	@Scheduled(fixedDelayString = "PT15S")
	void assess() {
		this.memories.refresh();
		Map<ApplicationId, ApplicationState> running = this.platform.running();
		Map<ApplicationId, Instant> lastChanges = this.history.findLastChanges();
		for (StoredPolicy policy : this.policies.findAll()) {
			ApplicationId id = policy.id();
			ApplicationState state = running.get(id);
			if (state == null) {
				continue;
			}
			this.outside.look(id, state, lastChanges.get(id));
			if (policy.policy().strategy() == Strategy.RATE) {
				Memory assessed = this.assessor.assess(id, policy.policy(), state, lastChanges.get(id)).memory();
				this.memories.update(id, (present) -> present.assessed(assessed));
			}
		}
	}

}
