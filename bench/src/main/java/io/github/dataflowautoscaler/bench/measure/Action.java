package io.github.dataflowautoscaler.bench.measure;

/**
 * A change that a controller asked for and got.
 *
 * @param second when
 * @param from instances before, starting ones included
 * @param to instances asked for
 */
record Action(int second, int from, int to) {

	boolean out() {
		return this.to > this.from;
	}

}
