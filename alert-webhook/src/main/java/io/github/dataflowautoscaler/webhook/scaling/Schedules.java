package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.InForce;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.schedule.Window;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Says what is in force of policies now. Schedules and pauses are times that somebody
 * set, so the system's clock counts.
 */
@Component
public class Schedules {

	/**
	 * From when a minimum is in force until its instances are requested, at the longest.
	 */
	private static final Duration REQUEST = Duration.ofSeconds(30);

	private final Memories memories;

	private final Clock systemClock;

	Schedules(Memories memories, Clock systemClock) {
		this.memories = memories;
		this.systemClock = systemClock;
	}

	/**
	 * Says what is in force now.
	 * @param id the application
	 * @param policy its policy
	 * @return what counts, with a minimum that a window raises as soon as new instances
	 * would serve when it begins
	 */
	public InForce now(ApplicationId id, Policy policy) {
		return policy.at(this.systemClock.instant(), this.memories.find(id, "").startTime().plus(REQUEST));
	}

	/**
	 * Says until when the same window, or none, is in force.
	 * @param policy a policy
	 * @return the next change, {@code null} if there is none within a year
	 */
	public @Nullable Instant nextChange(Policy policy) {
		return Window.nextChange(policy.schedule(), this.systemClock.instant()).orElse(null);
	}

}
