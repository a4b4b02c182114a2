package io.github.dataflowautoscaler.webhook.decision;

import org.jspecify.annotations.Nullable;

/**
 * A measured value, or the reason why there is none. What is unknown is never 0.
 *
 * @param measured the value, finite; {@code null} if it is unknown
 * @param reason why it is unknown, empty if it is known
 * @param witness where it comes from, {@code null} if there is only one source or if it
 * is unknown
 */
public record Measurement(@Nullable Double measured, String reason, @Nullable Witness witness) {

	public Measurement {
		if (measured != null && !Double.isFinite(measured)) {
			throw new IllegalArgumentException("A measurement can't be " + measured);
		}
	}

	/**
	 * A value that was measured; one that is no finite number is unknown.
	 * @param value the value
	 * @return the measurement
	 */
	public static Measurement of(double value) {
		return Double.isFinite(value) ? new Measurement(value, "", null) : unknown("it is " + value);
	}

	public static Measurement unknown(String reason) {
		return new Measurement(null, reason, null);
	}

	/**
	 * The same, with its witness.
	 * @param witness where the value comes from, {@code null} if that is not known
	 * @return the measurement; one that is unknown stays as it is
	 */
	public Measurement by(@Nullable Witness witness) {
		return isKnown() ? new Measurement(this.measured, this.reason, witness) : this;
	}

	public boolean isKnown() {
		return this.measured != null;
	}

	/**
	 * The value, where there is something to fall back on.
	 * @param fallback what an unknown value is taken for
	 * @return the value or the fallback
	 */
	public double orElse(double fallback) {
		return (this.measured != null) ? this.measured : fallback;
	}

	/**
	 * The value of a measurement that is known.
	 * @return the value
	 * @throws IllegalStateException if it is unknown
	 */
	public double value() {
		if (this.measured == null) {
			throw new IllegalStateException("Unknown: " + this.reason);
		}
		return this.measured;
	}

}
