package io.github.dataflowautoscaler.docker;

/**
 * An answer in Docker Scaler's form.
 *
 * @param status {@code OK}, or {@code NOK} if nothing was done because something is wrong
 * @param message what was done, or why nothing was
 */
record ScalerAnswer(String status, String message) {

	static ScalerAnswer ok(String message) {
		return new ScalerAnswer("OK", message);
	}

	static ScalerAnswer refused(String message) {
		return new ScalerAnswer("NOK", message);
	}

}
