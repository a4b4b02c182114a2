package io.github.dataflowautoscaler.webhook.prometheus;

import io.github.dataflowautoscaler.webhook.http.Failure;

/**
 * Prometheus did not answer a request as it should; the message says why.
 */
public class PrometheusException extends RuntimeException {

	private final String message;

	private final String remedy;

	private final boolean notOffered;

	PrometheusException(String message, String remedy) {
		super(message);
		this.message = message;
		this.remedy = remedy;
		this.notOffered = false;
	}

	PrometheusException(Failure failure, Throwable cause) {
		super(failure.problem(), cause);
		this.message = "Prometheus " + failure.problem();
		this.remedy = failure.remedy();
		this.notOffered = failure.notOffered();
	}

	@Override
	public String getMessage() {
		return this.message;
	}

	/**
	 * Says what to do.
	 * @return a sentence without a full stop, with the name of the property
	 */
	public String remedy() {
		return this.remedy;
	}

	/**
	 * Tells whether the server answers like one that does not have what was asked for.
	 * @return {@code true} if the server may work all the same
	 */
	boolean isNotOffered() {
		return this.notOffered;
	}

}
