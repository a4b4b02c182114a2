package io.github.dataflowautoscaler.webhook.policy;

import org.jspecify.annotations.Nullable;

/**
 * A policy, and where it is kept.
 *
 * @param id the application it is for
 * @param policy the policy
 * @param origin who keeps it
 * @param version a new number after each change, never used again, so that two writers
 * notice each other; 0 for a policy that was not set
 * @param edit when and by whom it was set, {@code null} for a policy that was not set
 */
public record StoredPolicy(ApplicationId id, Policy policy, Origin origin, long version, @Nullable Edit edit) {

	/** Who keeps a policy, and so who may change it. */
	public enum Origin {

		/** Set through the API, kept in the database. */
		API,

		/** Declared in configuration, changed only there. */
		CONFIGURATION,

		/** Deployed with the stream; a policy that is set counts instead. */
		DEPLOYMENT

	}

}
