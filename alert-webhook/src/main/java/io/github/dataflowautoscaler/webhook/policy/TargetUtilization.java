package io.github.dataflowautoscaler.webhook.policy;

import org.jspecify.annotations.Nullable;

/**
 * The share of the time that instances should be busy: a number that an operator chooses,
 * or one that is found from how an application's load has risen so far.
 *
 * @param share above 0 and at most 1 where it is in force, {@code null} if it is found
 */
public record TargetUtilization(@Nullable Double share) {

	/** The word for a share that is found. */
	public static final String AUTO = "auto";

	/**
	 * A share that an operator chooses.
	 * @param share the share
	 * @return the target
	 */
	public static TargetUtilization of(double share) {
		return new TargetUtilization(share);
	}

	/**
	 * Reads what an operator writes.
	 * @param text a number or {@code auto}
	 * @return the target
	 * @throws IllegalArgumentException if it is neither
	 */
	public static TargetUtilization valueOf(String text) {
		try {
			return new TargetUtilization(text.equals(AUTO) ? null : Double.valueOf(text));
		}
		catch (NumberFormatException ex) {
			// Without its cause, of which the binding of properties would show the
			// message.
			throw new IllegalArgumentException(
					"targetUtilization is '%s'; it must be a number above 0 and at most 1, or auto"
						.formatted(Quoted.shortened(text)));
		}
	}

	TargetUtilization unless(@Nullable Double other) {
		return (other != null) ? of(other) : this;
	}

	/**
	 * As an operator writes it.
	 * @return the number or {@code auto}
	 */
	@Override
	public String toString() {
		return (this.share != null) ? this.share.toString() : AUTO;
	}

}
