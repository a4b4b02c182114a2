package io.github.dataflowautoscaler.webhook.scaling;

import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.Assessment;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.ScalingCycle;
import io.github.dataflowautoscaler.webhook.decision.ScalingCycle.Result;
import io.github.dataflowautoscaler.webhook.decision.Situation;
import io.github.dataflowautoscaler.webhook.decision.Terms;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.scaling.Collector.Collected;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Says what would be decided now, without acting and without remembering anything.
 */
@Component
public class Explainer {

	private final Collector collector;

	Explainer(Collector collector) {
		this.collector = collector;
	}

	/**
	 * Says what would be decided now if an alert allowed it.
	 * @param id the application
	 * @param policy its policy
	 * @return the decision for both directions, and what they are made of
	 * @throws PlatformException if the application's state can't be read
	 */
	public Explanation explain(ApplicationId id, Policy policy) {
		Collected collected = this.collector.collect(id, policy, Direction.OUT);
		Situation situation = collected.situation();
		Result out = ScalingCycle.run(situation, collected.inputs());
		Result in = ScalingCycle.run(situation.with(Direction.IN), collected.inputs());
		@Nullable Assessment assessment = out.assessment();
		return (assessment != null)
				? new Explanation(out.decision(), in.decision(),
						Terms.of(situation.policy(), assessment, situation.now()), assessment.limits())
				: new Explanation(out.decision(), in.decision(), List.of(), List.of());
	}

}
