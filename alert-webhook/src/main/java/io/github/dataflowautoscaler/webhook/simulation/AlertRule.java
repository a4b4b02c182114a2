package io.github.dataflowautoscaler.webhook.simulation;

/**
 * An alert rule with its {@code for}: inactive, pending, firing.
 */
public final class AlertRule {

	private final int forSeconds;

	private int since = Integer.MAX_VALUE;

	/**
	 * A rule that is inactive at first.
	 * @param forSeconds how long its expression has to hold without a gap
	 */
	public AlertRule(int forSeconds) {
		this.forSeconds = forSeconds;
	}

	/**
	 * One evaluation.
	 * @param now the present second
	 * @param holds whether the expression has a sample
	 * @return whether the alert fires
	 */
	public boolean evaluate(int now, boolean holds) {
		if (!holds) {
			this.since = Integer.MAX_VALUE;
			return false;
		}
		this.since = Math.min(this.since, now);
		return now - this.since >= this.forSeconds;
	}

}
