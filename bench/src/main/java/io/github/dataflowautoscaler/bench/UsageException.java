package io.github.dataflowautoscaler.bench;

/**
 * The command line asks for something that can't be done; the message says what.
 */
public final class UsageException extends Exception {

	/**
	 * Creates the error.
	 * @param message what is wrong, naming the offending value
	 */
	public UsageException(String message) {
		super(message);
	}

}
