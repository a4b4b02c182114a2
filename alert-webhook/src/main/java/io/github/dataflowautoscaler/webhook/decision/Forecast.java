package io.github.dataflowautoscaler.webhook.decision;

import java.time.Instant;

/**
 * What is foreseen of the load of an application.
 *
 * @param rate messages per second that instances are needed for now, 0 if no rise is
 * foreseen
 * @param until when it is forgotten, by the clock of the decisions
 * @param explanation in words, why
 */
public record Forecast(double rate, Instant until, String explanation) {

	/**
	 * The rate at a time.
	 * @param now the time
	 * @return messages per second, 0 if nothing is foreseen or if it is too old
	 */
	double at(Instant now) {
		return now.isBefore(this.until) ? this.rate : 0;
	}

}
