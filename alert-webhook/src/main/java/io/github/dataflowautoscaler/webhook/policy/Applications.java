package io.github.dataflowautoscaler.webhook.policy;

import java.util.Optional;

/**
 * Knows the applications that a policy can be for.
 */
public interface Applications {

	/**
	 * Says why more or fewer instances of an application make no sense.
	 * @param id the application
	 * @return the reason as a sentence that names what there is instead, empty if there
	 * is none or if that can't be told now
	 */
	Optional<String> objectionTo(ApplicationId id);

}
