package io.github.dataflowautoscaler.shell;

/**
 * The webhook requires credentials, or others than those that the shell has sent.
 */
class CredentialsNeeded extends CommandFailure {

	private static final long serialVersionUID = 1L;

	CredentialsNeeded(String message) {
		super(message);
	}

}
