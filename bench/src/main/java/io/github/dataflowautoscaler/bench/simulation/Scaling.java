package io.github.dataflowautoscaler.bench.simulation;

/**
 * What an instance achieves beside others, as a share of what it achieves alone.
 */
@FunctionalInterface
public interface Scaling {

	/**
	 * The share that is left to each instance.
	 * @param instances instances that work, at least 1
	 * @return above 0 and at most 1; 1 for one instance
	 */
	double efficiency(int instances);

	/**
	 * Instances don't hinder each other.
	 * @return 1 for every number
	 */
	static Scaling linear() {
		return (instances) -> 1;
	}

	/**
	 * Together, {@code n} instances do the work of {@code n^exponent}.
	 * @param exponent above 0 and at most 1
	 * @return a sublinear scaling
	 */
	static Scaling power(double exponent) {
		return (instances) -> StrictMath.pow(instances, exponent - 1);
	}

	/**
	 * Gunther's universal scalability law.
	 * @param contention share of the work that can't be done side by side
	 * @param coherence cost of each pair of instances for agreeing with each other
	 * @return a scaling that can turn around: above some number more is less
	 */
	static Scaling universal(double contention, double coherence) {
		return (instances) -> 1 / (1 + contention * (instances - 1) + coherence * (double) instances * (instances - 1));
	}

}
