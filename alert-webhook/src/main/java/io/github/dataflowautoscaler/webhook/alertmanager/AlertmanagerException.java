package io.github.dataflowautoscaler.webhook.alertmanager;

import org.jspecify.annotations.Nullable;

/**
 * Alertmanager did not do what it was asked for; the message says why.
 */
public class AlertmanagerException extends RuntimeException {

	private final String message;

	private final String remedy;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param remedy what to do
	 * @param cause where it comes from, {@code null} if it begins here
	 */
	AlertmanagerException(String message, String remedy, @Nullable Throwable cause) {
		super(message, cause);
		this.message = message;
		this.remedy = remedy;
	}

	@Override
	public String getMessage() {
		return this.message;
	}

	/**
	 * Says what to do.
	 * @return a sentence without a full stop, with the name of the property
	 */
	public String remedy() {
		return this.remedy;
	}

}
