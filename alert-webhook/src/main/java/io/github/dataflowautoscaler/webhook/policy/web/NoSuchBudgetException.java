package io.github.dataflowautoscaler.webhook.policy.web;

import io.github.dataflowautoscaler.webhook.policy.Quoted;

/**
 * There is no budget of this name.
 */
class NoSuchBudgetException extends RuntimeException {

	NoSuchBudgetException(String name) {
		super("There is no budget '%s'".formatted(Quoted.shortened(name)));
	}

}
