package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait, at most one per application: the newest replaces the one that
 * waits. They survive a restart.
 */
public interface ScaleRequests {

	/**
	 * Lets requests wait, all of them or none, each in place of the one that waited. If
	 * that one was tried in vain and asks for the same direction, its age and its
	 * attempts become the new one's.
	 * @param requests requests of different applications
	 */
	void replace(Collection<ScaleRequest> requests);

	/**
	 * Writes a request's attempts, unless it was withdrawn or a newer one has taken its
	 * place. Inside a transaction neither can happen until its end.
	 * @param request the request, with its attempts so far
	 * @return whether it is still the one that waits
	 */
	boolean update(ScaleRequest request);

	/**
	 * Removes the request with this id, unless a newer one has taken its place.
	 * @param application the application
	 * @param requestId the request's id
	 */
	void remove(ApplicationId application, String requestId);

	/**
	 * Withdraws what waits for an application in one direction.
	 * @param application the application
	 * @param direction the direction
	 * @return whether there was something to withdraw
	 */
	boolean withdraw(ApplicationId application, Direction direction);

	Optional<ScaleRequest> find(ApplicationId application);

	List<ApplicationId> findApplications();

	/**
	 * Looks at all that wait.
	 * @return how many there are and how long they have waited
	 */
	Waiting waiting();

	/**
	 * All requests that wait.
	 *
	 * @param count how many there are
	 * @param oldest when the one that waits longest arrived, {@code null} if there is
	 * none
	 */
	record Waiting(int count, @Nullable Instant oldest) {
	}

}
