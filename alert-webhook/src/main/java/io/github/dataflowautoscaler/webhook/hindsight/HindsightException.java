package io.github.dataflowautoscaler.webhook.hindsight;

/**
 * A policy can't be simulated now; the message says why.
 */
public final class HindsightException extends RuntimeException {

	private final boolean busy;

	private HindsightException(String message, boolean busy) {
		super(message);
		this.busy = busy;
	}

	static HindsightException unknown(String message) {
		return new HindsightException(message, false);
	}

	static HindsightException busy() {
		return new HindsightException("Another simulation is running; try again in a few seconds", true);
	}

	/**
	 * Tells whether it helps to try again.
	 * @return whether another simulation was running; otherwise something is not known
	 */
	public boolean isBusy() {
		return this.busy;
	}

}
