package io.github.dataflowautoscaler.webhook.decision;

import org.jspecify.annotations.Nullable;

/**
 * What one consumer can do.
 *
 * @param perConsumer messages per second, above 0; {@code null} if it is not known yet
 * @param source where the number is from
 */
public record Capacity(@Nullable Double perConsumer, Source source) {

	/** Busier than this by accident or by rounding; above, the measurement is off. */
	private static final double BUSIEST = 1.2;

	/** Less busy than this says little about what a consumer can do. */
	private static final double LEAST_BUSY = 0.1;

	/** Waiting work, in seconds of input, from which on an application is saturated. */
	private static final double SATURATED_SECONDS = 30;

	/** Busy share from which on a lower sample counts as news. */
	private static final double LOWERING = 0.5;

	private static final double WEIGHT = 0.3;

	/** Nothing is known. */
	public static final Capacity UNKNOWN = new Capacity(null, Source.UNKNOWN);

	/** Where a capacity is from. */
	public enum Source {

		/**
		 * Messages per second of busy time: the true processing rate of DS2 (OSDI '18).
		 */
		BUSY_TIME,

		/** What is taken in while more is waiting. */
		SATURATION,

		/** The last one that was measured of this version. */
		LEARNED,

		/**
		 * What it did while it was mostly idle, and more: it can do that at least. The
		 * highest of this version.
		 */
		AT_LEAST,

		/** There was no load to measure it with. */
		UNKNOWN

	}

	/**
	 * A capacity that was measured before.
	 * @param perConsumer messages per second, {@code null} if it was never measured
	 * @return the capacity
	 */
	public static Capacity learned(@Nullable Double perConsumer) {
		return (perConsumer != null) ? new Capacity(perConsumer, Source.LEARNED) : UNKNOWN;
	}

	/**
	 * Measures, as far as the load allows, and falls back on what is known.
	 * @param observation what was measured
	 * @param before what is known of this version
	 * @param settled whether the present instances worked undisturbed during the whole
	 * rate window; a rebalance looks like a low capacity
	 * @return the capacity
	 */
	public static Capacity measure(Observation observation, Capacity before, boolean settled) {
		@Nullable Double learned = before.measured();
		double input = observation.input().orElse(0);
		double busy = observation.busy().orElse(0);
		double active = observation.activeConsumers();
		double share = (active > 0) ? busy / active : 0;
		if (learned == null && input > 0 && observation.busy().isKnown() && active > 0 && share < LEAST_BUSY) {
			return before.atLeast(input / (LEAST_BUSY * active));
		}
		if (input <= 0 || share < LEAST_BUSY || share > BUSIEST) {
			return (learned != null) ? learned(learned) : before;
		}
		double sample = input / busy;
		double saturated = input / observation.fullConsumers();
		if (settled && observation.arrival().isSteady() && isSaturated(observation) && share >= LOWERING
				&& saturated < sample) {
			return new Capacity(smooth(learned, saturated, true), Source.SATURATION);
		}
		return new Capacity(smooth(learned, sample, share >= LOWERING && settled), Source.BUSY_TIME);
	}

	/**
	 * Tells whether the capacity is only a lower bound. A number of instances that is
	 * worked out with it is enough, and a smaller one may be, too.
	 * @return whether that is so
	 */
	boolean isLowerBound() {
		return this.source == Source.AT_LEAST;
	}

	/**
	 * What was measured, now or before.
	 * @return messages per second and consumer, {@code null} if no more is known than a
	 * lower bound
	 */
	public @Nullable Double measured() {
		return isLowerBound() ? null : this.perConsumer;
	}

	private Capacity atLeast(double bound) {
		return new Capacity((this.perConsumer != null) ? Math.max(this.perConsumer, bound) : bound, Source.AT_LEAST);
	}

	static boolean isSaturated(Observation observation) {
		double input = observation.input().orElse(0);
		return observation.lag().orElse(0) >= SATURATED_SECONDS * Math.max(input, 1);
	}

	/** A consumer that is mostly idle may look slow, so it never lowers what is known. */
	private static double smooth(@Nullable Double learned, double sample, boolean mayLower) {
		if (learned == null) {
			return sample;
		}
		return (sample < learned && !mayLower) ? learned : learned + WEIGHT * (sample - learned);
	}

}
