package io.github.dataflowautoscaler.webhook.policy;

/**
 * A policy can't be changed this way: somebody else changed it first, it is kept
 * elsewhere, or there is nothing that it could be for.
 */
public class PolicyConflictException extends RuntimeException {

	private final Kind kind;

	public PolicyConflictException(Kind kind, String message) {
		super(message);
		this.kind = kind;
	}

	public Kind kind() {
		return this.kind;
	}

	/** Why the change can't be made. */
	public enum Kind {

		/** The policy is not the one that the caller read. */
		CHANGED,

		/** The policy is declared in configuration. */
		DECLARED,

		/** The application does not exist, or other numbers of instances are no use. */
		UNSCALABLE

	}

}
