package io.github.dataflowautoscaler.webhook.decision;

/**
 * What to do about an application now, and why. Doing nothing is a decision too.
 *
 * @param from instances now
 * @param wanted instances wished for before any limit
 * @param to instances to have; equal to {@code from} when nothing is to be done
 * @param reason why, for programs
 * @param explanation why, in words, with the limit that cut the wish if one did
 */
public record Decision(int from, int wanted, int to, Reason reason, String explanation) {

	public Decision {
		if (from < 0 || wanted < 0 || to < 0) {
			throw new IllegalArgumentException(
					"No count can be negative: %s -> %s (wanted %s)".formatted(from, to, wanted));
		}
	}

	static Decision hold(int from, int wanted, Reason reason, String explanation) {
		return new Decision(from, wanted, from, reason, explanation);
	}

	/**
	 * Tells whether there is anything to do.
	 * @return {@code true} if the number of instances changes
	 */
	public boolean scales() {
		return this.from != this.to;
	}

}
