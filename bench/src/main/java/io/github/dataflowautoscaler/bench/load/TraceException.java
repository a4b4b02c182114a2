package io.github.dataflowautoscaler.bench.load;

/**
 * A trace file is not one; the message names the file, the line and what is wrong there.
 */
public final class TraceException extends Exception {

	TraceException(String message) {
		super(message);
	}

}
