package io.github.dataflowautoscaler.webhook.prometheus;

import org.jspecify.annotations.Nullable;

/**
 * Prometheus did not tell what it was asked for; the message says why.
 */
public class PrometheusException extends RuntimeException {

	private final String message;

	PrometheusException(String message, @Nullable Throwable cause) {
		super(message, cause);
		this.message = message;
	}

	@Override
	public String getMessage() {
		return this.message;
	}

}
