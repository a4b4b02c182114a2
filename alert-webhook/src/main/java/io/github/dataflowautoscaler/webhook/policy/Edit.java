package io.github.dataflowautoscaler.webhook.policy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When something was set, and by whom.
 *
 * @param at the time, in whole milliseconds, which each database keeps
 * @param by the user, by the name that logged in; {@code everybody} where nobody is asked
 * for credentials
 */
public record Edit(Instant at, String by) {

	public Edit {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

}
