package io.github.dataflowautoscaler.webhook.scaling;

import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * The platform that runs the applications.
 */
public interface Platform {

	/**
	 * The platform's name.
	 * @return as a sentence begins with it
	 */
	String name();

	/**
	 * Reads an application's state now. A stream or an application that does not exist is
	 * a state, not an error.
	 * @param id the application
	 * @return its state
	 * @throws PlatformException if the state can't be read
	 */
	ApplicationState observe(ApplicationId id);

	/**
	 * The applications of all deployed streams, as they were a few seconds ago.
	 * @return their states; empty if they can't be read
	 */
	Map<ApplicationId, ApplicationState> running();

	/**
	 * The applications that read what an application writes, across streams too.
	 * @param id the application
	 * @return the next ones down the stream, none for a sink
	 */
	List<ApplicationId> downstream(ApplicationId id);

	/**
	 * Asks for a number of instances. That this returns means that the request was
	 * accepted, not that anything happens: see {@link #observe}.
	 * @param id the application
	 * @param instances at least 1
	 * @throws PlatformException if the request was not accepted, or no answer came
	 */
	void scale(ApplicationId id, int instances);

}
