package io.github.dataflowautoscaler.webhook.scaling;

import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.Assessment.Limit;
import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Term;

/**
 * What would be decided now, and what it is made of.
 *
 * @param out the decision if an alert allowed a scale-out
 * @param in the decision if an alert allowed a scale-in
 * @param terms the numbers behind both, none for the step strategy
 * @param limits what changed the number that was worked out, in their order
 */
public record Explanation(Decision out, Decision in, List<Term> terms, List<Limit> limits) {
}
