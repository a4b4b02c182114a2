package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Instant;
import java.util.UUID;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;

/**
 * The request of an alert, or of an upstream scale-out, to evaluate an application.
 *
 * @param cause the application, the alert and the direction that it allows
 * @param requestedAt when it arrived, or the first of those that it repeats and that were
 * tried in vain
 * @param attempts how often it was tried in vain
 * @param lastError what went wrong the last time, {@code null} if nothing did yet
 */
public record ScaleRequest(Cause cause, Instant requestedAt, int attempts, @Nullable String lastError) {

	/**
	 * A new request.
	 * @param application the application
	 * @param direction the direction that the alert allows
	 * @param alertName the alert's name
	 * @param now the time of arrival
	 * @return a request with an id of its own
	 */
	public static ScaleRequest of(ApplicationId application, Direction direction, String alertName, Instant now) {
		return new ScaleRequest(new Cause(application, UUID.randomUUID().toString(), alertName, direction), now, 0,
				null);
	}

	ScaleRequest failed(String error) {
		return new ScaleRequest(this.cause, this.requestedAt, this.attempts + 1, error);
	}

}
