package io.github.dataflowautoscaler.webhook.security;

/**
 * The configuration would let everybody in from outside, or nobody at all; the message
 * says why.
 */
class InsecureConfigurationException extends RuntimeException {

	private final String remedy;

	/**
	 * Creates the exception.
	 * @param message what is wrong, without any secret
	 * @param remedy what to do
	 */
	InsecureConfigurationException(String message, String remedy) {
		super(message);
		this.remedy = remedy;
	}

	String remedy() {
		return this.remedy;
	}

}
