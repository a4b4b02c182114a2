package io.github.dataflowautoscaler.webhook.scaling;

/**
 * The platform did not do what it was asked for; the message says why, and what an
 * operator can do about it.
 */
public class PlatformException extends RuntimeException {

	private final Kind kind;

	private final String message;

	public PlatformException(Kind kind, String message, Throwable cause) {
		super(message, cause);
		this.kind = kind;
		this.message = message;
	}

	public PlatformException(Kind kind, String message) {
		super(message);
		this.kind = kind;
		this.message = message;
	}

	@Override
	public String getMessage() {
		return this.message;
	}

	public Kind kind() {
		return this.kind;
	}

	/** What is known of a request that failed. */
	public enum Kind {

		/** It did not arrive. */
		UNREACHABLE,

		/** It was sent and no answer came: it may have been carried out, or still be. */
		UNANSWERED,

		/** It was refused because something else is in progress. */
		BUSY,

		/** It was refused for lack of a role or of a valid log-in. */
		FORBIDDEN,

		/** It was refused because the stream or application does not exist. */
		NOT_FOUND,

		/** It was refused for another reason. */
		REFUSED;

		/**
		 * Tells whether the same request can succeed without anybody's help.
		 * @return whether trying again makes sense
		 */
		public boolean isTransient() {
			return this == UNREACHABLE || this == UNANSWERED || this == BUSY;
		}

	}

}
