package io.github.dataflowautoscaler.webhook.history;

/**
 * What became of a decision.
 */
public enum Outcome {

	/** It is no decision: somebody changed the policy. */
	POLICY,

	/** It is no decision: the number of instances was changed without the autoscaler. */
	OUTSIDE,

	/** Nothing was to be done. */
	HELD,

	/** It would have been carried out but for the policy's dry run. */
	DRY_RUN,

	/** It is being carried out. */
	IN_PROGRESS,

	/** No answer came, and it may still be carried out. */
	UNANSWERED,

	/** It could not be carried out now, and is decided anew soon. */
	POSTPONED,

	/** It was carried out, and the platform shows it. */
	SUCCEEDED,

	/** It was not carried out, or the platform doesn't show it. */
	FAILED

}
