package io.github.dataflowautoscaler.webhook.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How the number of instances is found once an alert says that it should change.
 */
public enum Strategy {

	/**
	 * The number that the measured load needs; a step where it can't be measured.
	 */
	RATE,

	/** A fixed step out or in, inside the policy's bounds. */
	STEP;

	/**
	 * Reads a strategy as operators write it.
	 * @param text the name, in upper or lower case
	 * @return the strategy
	 * @throws IllegalArgumentException naming the text and the strategies
	 */
	public static Strategy of(String text) {
		return Arrays.stream(values())
			.filter((strategy) -> strategy.name().equalsIgnoreCase(text))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"strategy is '%s'; it must be %s".formatted(Quoted.shortened(text),
							Arrays.stream(values()).map(Strategy::toString).collect(Collectors.joining(" or ")))));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
