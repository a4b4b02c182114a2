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
	 * Tells whether present instances are enough, so that nothing needs to be changed.
	 * @param instances their number
	 * @return whether they are, or whether that can't be told
	 */
	boolean isEnough(int instances) {
		return isEnough(this.need, instances);
	}

	/**
	 * Tells whether instances have to be added for nothing but what is foreseen.
	 * @param instances those that there are
	 * @return whether they are enough without the foresight, and not with it
	 */
	public boolean isForeseen(int instances) {
		return this.recommended > instances && this.need != null && !isEnough(this.need, instances)
				&& isEnough(this.need.foreseeing(0), instances);
	}

	private boolean isEnough(@Nullable Need need, int instances) {
		Double perConsumer = this.capacity.perConsumer();
		return need == null || perConsumer == null
				|| perConsumer * this.observation.evenConsumers(instances) >= need.at(RateStrategy.UPPER_BOUND)
						&& perConsumer * this.observation.effectiveConsumers(instances) >= need.at(1);
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
