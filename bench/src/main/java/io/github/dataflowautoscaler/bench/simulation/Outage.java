package io.github.dataflowautoscaler.bench.simulation;

/**
 * A time in which no consumer handles anything while messages keep arriving: a broken
 * network, a remote service that is down.
 *
 * @param from the first second
 * @param to the second after the last one
 */
public record Outage(int from, int to) {

	public Outage {
		if (to <= from) {
			throw new IllegalArgumentException("An outage can't end at %s and begin at %s".formatted(to, from));
		}
	}

	/**
	 * Tells whether it is on.
	 * @param second the second
	 * @return whether that lies in it
	 */
	public boolean covers(int second) {
		return second >= this.from && second < this.to;
	}

}
