package io.github.dataflowautoscaler.shell;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A command can't be carried out; the message is one sentence for the operator. It has no
 * stack trace, because the shell would print it in a command file.
 */
class CommandFailure extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient @Nullable Report report;

	CommandFailure(String message) {
		this(message, null);
	}

	/**
	 * Creates the failure of a command that still has something to show.
	 * @param message one sentence
	 * @param report what to show before it
	 */
	CommandFailure(String message, @Nullable Report report) {
		super(message, null, false, false);
		this.report = report;
	}

	Optional<Report> report() {
		return Optional.ofNullable(this.report);
	}

}
