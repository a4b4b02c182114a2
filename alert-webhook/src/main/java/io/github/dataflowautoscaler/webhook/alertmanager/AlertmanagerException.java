package io.github.dataflowautoscaler.webhook.alertmanager;

import org.jspecify.annotations.Nullable;

/**
 * Alertmanager did not answer a request as it should; the message says why.
 */
public class AlertmanagerException extends RuntimeException {

	private final String message;

	private final String remedy;

	private final boolean keptOut;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param remedy what to do
	 * @param cause the cause, {@code null} if there is none
	 */
	AlertmanagerException(String message, String remedy, @Nullable Throwable cause) {
		this(message, remedy, cause, false);
	}

	private AlertmanagerException(String message, String remedy, @Nullable Throwable cause, boolean keptOut) {
		super(message, cause);
		this.message = message;
		this.remedy = remedy;
		this.keptOut = keptOut;
	}

	static AlertmanagerException keptOut(String message, String remedy, Throwable cause) {
		return new AlertmanagerException(message, remedy, cause, true);
	}

	@Override
	public String getMessage() {
		return this.message;
	}

	/**
	 * Tells whether Alertmanager is there and refuses the webhook, as it may if the
	 * operator has not named its address.
	 * @return {@code true} if it may work all the same
	 */
	public boolean isKeptOut() {
		return this.keptOut;
	}

	/**
	 * Says what to do.
	 * @return a sentence without a full stop, with the name of the property
	 */
	public String remedy() {
		return this.remedy;
	}

}
