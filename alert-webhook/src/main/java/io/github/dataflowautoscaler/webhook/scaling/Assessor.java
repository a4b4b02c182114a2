package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Instant;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.Assessment;
import io.github.dataflowautoscaler.webhook.decision.Sizing;
import io.github.dataflowautoscaler.webhook.decision.Sizing.Time;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Assesses an application by its measurements, and remembers nothing of it.
 */
@Component
public class Assessor {

	private final Observations observations;

	private final Memories memories;

	private final Schedules schedules;

	private final SteadyClock clock;

	Assessor(Observations observations, Memories memories, Schedules schedules, SteadyClock clock) {
		this.observations = observations;
		this.memories = memories;
		this.schedules = schedules;
		this.clock = clock;
	}

	/**
	 * The utilization that a policy aims at now, for the scale-in alert.
	 * @param id the application
	 * @param policy its policy
	 * @return the policy's own number, or the one that is found
	 */
	public double targetUtilization(ApplicationId id, Policy policy) {
		return this.memories.find(id, "").headroom().utilization(policy);
	}

	/**
	 * Assesses one application.
	 * @param id the application
	 * @param policy its policy
	 * @param state what the platform shows
	 * @param lastChange when its instances last changed, {@code null} if that is long ago
	 * @return the assessment
	 */
	public Assessment assess(ApplicationId id, Policy policy, ApplicationState state, @Nullable Instant lastChange) {
		return Sizing.assess(this.schedules.now(id, policy).policy(), this.observations.now().of(id),
				this.memories.find(id, state.version()), new Time(this.clock.instant(), lastChange));
	}

}
