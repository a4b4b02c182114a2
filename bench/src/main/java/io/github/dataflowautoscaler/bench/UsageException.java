package io.github.dataflowautoscaler.bench;

/**
 * The command line asks for something that can't be done; the message says what.
 */
final class UsageException extends Exception {

	UsageException(String message) {
		super(message);
	}

}
