package io.github.dataflowautoscaler.webhook.policy;

import org.jspecify.annotations.Nullable;

/**
 * What an application is to the budgets that it belongs to.
 *
 * @param label the group that a budget can name, {@code null} for none
 * @param weight what each instance takes of a budget, above 0 and at most a million, such
 * as its memory or its cores
 * @param priority an application with a higher number is more important, from -1000 to
 * 1000
 */
public record Membership(@Nullable String label, double weight, int priority) {

	/** Counts instances, and no application is more important than another one. */
	public static final Membership DEFAULT = new Membership(null, 1, 0);

	private static final double HEAVIEST = 1_000_000;

	private static final int HIGHEST = 1000;

	public Membership {
		if (label != null && !ApplicationId.isName(label)) {
			throw new IllegalArgumentException("label is '%s'; it must have 1 to 255 letters, digits and _ $ -"
				.formatted(Quoted.shortened(label)));
		}
		if (!(weight > 0 && weight <= HEAVIEST)) {
			throw new IllegalArgumentException(
					"weight is %s; it must be above 0 and at most 1000000".formatted(weight));
		}
		if (Math.abs((long) priority) > HIGHEST) {
			throw new IllegalArgumentException("priority is %s; it must be from -1000 to 1000".formatted(priority));
		}
	}

}
