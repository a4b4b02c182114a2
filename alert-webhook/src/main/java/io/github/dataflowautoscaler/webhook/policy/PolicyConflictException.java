package io.github.dataflowautoscaler.webhook.policy;

/**
 * A policy can't be changed this way: somebody else changed it first, it is declared in
 * configuration or deployed with its stream, or its application can't be scaled.
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

		/** The policy was deployed with its stream. */
		DEPLOYED,

		/** The application does not exist, or can't be scaled. */
		UNSCALABLE

	}

}
