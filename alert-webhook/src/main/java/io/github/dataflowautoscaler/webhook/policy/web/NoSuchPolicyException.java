package io.github.dataflowautoscaler.webhook.policy.web;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * An application has no policy.
 */
class NoSuchPolicyException extends RuntimeException {

	NoSuchPolicyException(ApplicationId id) {
		super("%s has no policy".formatted(id));
	}

}
