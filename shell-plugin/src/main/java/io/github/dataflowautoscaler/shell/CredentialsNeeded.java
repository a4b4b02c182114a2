package io.github.dataflowautoscaler.shell;

/**
 * The webhook does not let the shell in as whom it came.
 */
class CredentialsNeeded extends CommandFailure {

	private static final long serialVersionUID = 1L;

	CredentialsNeeded(String message) {
		super(message);
	}

}
