package io.github.dataflowautoscaler.webhook.decision;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How many instances an application should have by what was measured, whether or not it
 * may be scaled now. Every input and every term is in it.
 *
 * @param observation what was measured
 * @param capacity what one consumer can do
 * @param need what has to be handled, {@code null} if that is unknown
 * @param required instances that the load requires, before any limit; 0 if that is
 * unknown
 * @param recommended instances after the limits
 * @param limits the limits that changed the recommendation, in their order
 * @param memory what to remember for the next assessment
 * @param explanation all of it in words
 */
public record Assessment(Observation observation, Capacity capacity, @Nullable Need need, int required, int recommended,
		List<Limit> limits, Memory memory, String explanation) {

	public Assessment {
		limits = List.copyOf(limits);
	}

	/**
	 * Tells whether a number of instances could be worked out.
	 * @return {@code false} if the arrival or the capacity is unknown
	 */
	public boolean isConclusive() {
		return this.required > 0;
	}

	/**
	 * A limit that changed the recommendation.
	 *
	 * @param name what limits
	 * @param from the recommendation before
	 * @param to the recommendation after
	 */
	public record Limit(String name, int from, int to) {

		@Override
		public String toString() {
			return "%s: %s instead of %s".formatted(this.name, this.to, this.from);
		}

	}

}
