package io.github.dataflowautoscaler.webhook.alertmanager;

import org.jspecify.annotations.Nullable;

/**
 * Alertmanager did not tell what it was asked for; the message says why.
 */
public class AlertmanagerException extends RuntimeException {

	private final String message;

	AlertmanagerException(String message, @Nullable Throwable cause) {
		super(message, cause);
		this.message = message;
	}

	@Override
	public String getMessage() {
		return this.message;
	}

}
