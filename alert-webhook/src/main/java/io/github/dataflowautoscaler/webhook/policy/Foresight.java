package io.github.dataflowautoscaler.webhook.policy;

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Whether an application is scaled out before a rise of the load that its past foresees.
 */
public enum Foresight {

	/** Nothing is foreseen. */
	OFF("false"),

	/** What would have been done is recorded, and nothing is changed. */
	ADVISE(null),

	/** The instances are there when the rise is foreseen. */
	ON("true");

	private final @Nullable String truth;

	Foresight(@Nullable String truth) {
		this.truth = truth;
	}

	/**
	 * Reads what an operator writes. YAML takes {@code on} and {@code off} without quotes
	 * for truth values, so these mean the same.
	 * @param text {@code off}, {@code advise} or {@code on}, in upper or lower case, or
	 * {@code true} or {@code false}
	 * @return the setting
	 * @throws IllegalArgumentException if it is none of them
	 */
	public static Foresight of(String text) {
		return Arrays.stream(values())
			.filter((foresight) -> foresight.name().equalsIgnoreCase(text) || text.equalsIgnoreCase(foresight.truth))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"foresight is '%s'; it must be off, advise or on".formatted(Quoted.shortened(text))));
	}

	/**
	 * As an operator writes it.
	 * @return the name in lower case
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
