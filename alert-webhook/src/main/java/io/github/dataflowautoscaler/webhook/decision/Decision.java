package io.github.dataflowautoscaler.webhook.decision;

/**
 * What to do about an application now, and why. Doing nothing is a decision too.
 *
 * @param from instances now
 * @param required instances that the load requires, before any limit
 * @param to instances to have; equal to {@code from} when nothing is to be done
 * @param reason why, for programs
 * @param explanation why, in words, with the limit that cut the recommendation if one did
 */
public record Decision(int from, int required, int to, Reason reason, String explanation) {

	public Decision {
		if (from < 0 || required < 0 || to < 0) {
			throw new IllegalArgumentException(
					"No count can be negative: %s -> %s (required %s)".formatted(from, to, required));
		}
	}

	static Decision hold(int from, int required, Reason reason, String explanation) {
		return new Decision(from, required, from, reason, explanation);
	}

	/**
	 * Tells whether there is anything to do.
	 * @return {@code true} if the number of instances changes
	 */
	public boolean scales() {
		return this.from != this.to;
	}

}
