package io.github.dataflowautoscaler.webhook.scaling;

import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Inputs;
import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.decision.Situation;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.InForce;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Collects everything that a decision is made of.
 */
@Component
class Collector {

	/** What a decision by steps is made of. */
	private static final Inputs NOTHING_MEASURED = new Inputs(Observation.unknown("The strategy step measures nothing"),
			Memory.empty(""), Map.of());

	private final Policies policies;

	private final Platform platform;

	private final History history;

	private final InputReader inputs;

	private final SteadyClock clock;

	private final Schedules schedules;

	private final BudgetReader budgets;

	Collector(Policies policies, Platform platform, History history, InputReader inputs, SteadyClock clock,
			Schedules schedules, BudgetReader budgets) {
		this.policies = policies;
		this.platform = platform;
		this.history = history;
		this.inputs = inputs;
		this.clock = clock;
		this.schedules = schedules;
		this.budgets = budgets;
	}

	/**
	 * Collects for a request by the policy that its application has now.
	 * @param request the request
	 * @return what was collected, empty if the application has no policy
	 * @throws PlatformException if the application's state can't be read
	 */
	Optional<Collected> collect(ScaleRequest request) {
		ApplicationId id = request.cause().application();
		@Nullable Integer step = request.step();
		return this.policies.find(id)
			.map((stored) -> collect(id, (step != null) ? stored.policy().withStep(step) : stored.policy(),
					request.cause().requestedDirection()));
	}

	/**
	 * Collects for an application.
	 * @param id the application
	 * @param policy its policy
	 * @param direction the direction that the alert allows
	 * @return what was collected
	 * @throws PlatformException if the application's state can't be read
	 */
	Collected collect(ApplicationId id, Policy policy, Direction direction) {
		ApplicationState state = this.platform.observe(id);
		InForce inForce = this.schedules.now(id, policy);
		Situation situation = new Situation(inForce, direction, state, this.history.findChanges(id),
				this.clock.instant(), this.budgets.groups(id, inForce, state));
		return new Collected(situation,
				(policy.strategy() == Strategy.RATE) ? this.inputs.read(id, state) : NOTHING_MEASURED);
	}

	/**
	 * What was collected for a decision.
	 *
	 * @param situation everything but the measurements
	 * @param inputs what was measured and is remembered
	 */
	record Collected(Situation situation, Inputs inputs) {
	}

}
