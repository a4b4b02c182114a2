package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Instant;
import java.util.Objects;
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
 * @param step by how many instances, 1 or more, somebody wants to have it scaled now,
 * whatever was measured or changed before; {@code null} where the policy says that
 */
public record ScaleRequest(Cause cause, Instant requestedAt, int attempts, @Nullable String lastError,
		@Nullable Integer step) {

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
				null, null);
	}

	/**
	 * The same request by somebody who says how far to go.
	 * @param step the number of instances, 1 or more
	 * @return the request with it
	 */
	public ScaleRequest by(int step) {
		return new ScaleRequest(this.cause, this.requestedAt, this.attempts, this.lastError, step);
	}

	/**
	 * Tells whether two requests differ in nothing but their ids and their ages.
	 * @param other the other one
	 * @return whether both ask for the same
	 */
	boolean asksTheSameAs(ScaleRequest other) {
		return this.cause.asksTheSameAs(other.cause) && Objects.equals(this.step, other.step);
	}

	ScaleRequest failed(String error) {
		return new ScaleRequest(this.cause, this.requestedAt, this.attempts + 1, error, this.step);
	}

}
