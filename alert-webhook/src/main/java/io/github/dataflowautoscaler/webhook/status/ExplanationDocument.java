package io.github.dataflowautoscaler.webhook.status;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.dataflowautoscaler.webhook.decision.Assessment.Limit;
import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Term;
import io.github.dataflowautoscaler.webhook.scaling.Explanation;

/**
 * What would be decided now, and why, as the API shows it.
 *
 * @param out the decision if an alert allowed a scale-out
 * @param in the decision if an alert allowed a scale-in
 * @param terms the numbers behind both, none for the step strategy
 * @param limits what changed the number that was worked out, in their order
 */
record ExplanationDocument(DecisionDocument out, DecisionDocument in, List<Term> terms, List<Limit> limits) {

	static ExplanationDocument of(Explanation explanation) {
		return new ExplanationDocument(DecisionDocument.of(explanation.out()), DecisionDocument.of(explanation.in()),
				explanation.terms(), explanation.limits());
	}

	/**
	 * A decision.
	 *
	 * @param from instances now
	 * @param required instances that the load requires, before any limit
	 * @param to instances to have
	 * @param reason why, for programs, in lower case
	 * @param explanation why, in words
	 */
	record DecisionDocument(int from, int required, int to, String reason, String explanation) {

		/**
		 * The old name of {@link #required()}, for one release.
		 * @return the same number
		 */
		@JsonProperty
		int wanted() {
			return this.required;
		}

		static DecisionDocument of(Decision decision) {
			return new DecisionDocument(decision.from(), decision.required(), decision.to(),
					decision.reason().name().toLowerCase(Locale.ROOT), decision.explanation());
		}

	}

}
