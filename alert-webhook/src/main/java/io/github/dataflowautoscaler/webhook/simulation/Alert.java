package io.github.dataflowautoscaler.webhook.simulation;

/**
 * An alert of an application.
 *
 * @param application the application's index in the stream
 * @param name such as {@code HighThroughputDifference}
 * @param out whether it asks for more instances; the other alerts ask for fewer
 */
public record Alert(int application, String name, boolean out) implements Comparable<Alert> {

	/**
	 * Alertmanager's order within a notification is by labels, {@code alertname} first.
	 */
	@Override
	public int compareTo(Alert other) {
		int byName = this.name.compareTo(other.name);
		return (byName != 0) ? byName : Integer.compare(this.application, other.application);
	}

}
