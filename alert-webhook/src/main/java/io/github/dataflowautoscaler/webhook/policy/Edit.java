package io.github.dataflowautoscaler.webhook.policy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Who set something, and when.
 *
 * @param at the time, in whole milliseconds, which each database keeps
 * @param by the user, by the name that logged in; {@code everybody} where nobody is asked
 * for credentials. Only the first 255 characters are kept; a token's subject may be
 * longer
 */
public record Edit(Instant at, String by) {

	private static final int LONGEST_NAME = 255;

	public Edit {
		at = at.truncatedTo(ChronoUnit.MILLIS);
		by = by.substring(0, Math.min(by.length(), LONGEST_NAME));
	}

}
