package io.github.dataflowautoscaler.bench.controller;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The Kubernetes HorizontalPodAutoscaler with its default behaviour on an external metric
 * with an {@code AverageValue}: tolerance 0.1; out by at most 4 pods or 100 % in 15 s; in
 * to the highest wish of 300 s, then by 100 % in 15 s.
 *
 * @see <a href=
 * "https://github.com/kubernetes/kubernetes/tree/master/pkg/controller/podautoscaler">replica_calculator.go
 * (GetExternalPerPodMetricReplicas), horizontal.go (…WithBehaviors)</a> and
 * pkg/apis/autoscaling/v2/defaults.go
 */
final class HorizontalPodAutoscaler {

	/** {@code --horizontal-pod-autoscaler-sync-period}. */
	static final int SYNC_SECONDS = 15;

	private static final double TOLERANCE = 0.1;

	private static final int DOWN_STABILIZATION = 300;

	private static final int UP_PERIOD = 15;

	private static final int UP_PODS = 4;

	private final Deque<Recommendation> recommendations = new ArrayDeque<>();

	private int lastUp = Integer.MIN_VALUE / 2;

	private int lastUpBy;

	/**
	 * The number of pods at which each has the target's share of a metric.
	 * @param metric the metric's total
	 * @param target its share for a pod
	 * @param replicas pods now, starting ones included
	 * @return the recommendation, before any limit
	 */
	static int recommend(double metric, double target, int replicas) {
		double usage = metric / (target * replicas);
		return (Math.abs(1 - usage) > TOLERANCE) ? (int) Math.ceil(metric / target) : replicas;
	}

	/**
	 * Applies the default behaviour to a recommendation.
	 * @param now the present second
	 * @param recommended pods
	 * @param replicas pods now
	 * @param max the most
	 * @return pods to have, at least 1
	 */
	int stabilize(int now, int recommended, int replicas, int max) {
		int bounded = Math.max(1, Math.min(recommended, max));
		int wanted = highestRecent(now, bounded, replicas);
		this.recommendations.addLast(new Recommendation(now, bounded));
		if (wanted <= replicas) {
			return wanted;
		}
		int addedInPeriod = (now - this.lastUp < UP_PERIOD) ? this.lastUpBy : 0;
		int periodStart = replicas - addedInPeriod;
		int limit = Math.max(replicas, Math.max(periodStart + UP_PODS, 2 * periodStart));
		int next = Math.min(wanted, limit);
		this.lastUp = now;
		this.lastUpBy = next - replicas;
		return next;
	}

	private int highestRecent(int now, int recommended, int replicas) {
		this.recommendations.removeIf((recommendation) -> recommendation.time() <= now - DOWN_STABILIZATION);
		if (recommended >= replicas) {
			return recommended;
		}
		int highest = recommended;
		for (Recommendation recommendation : this.recommendations) {
			highest = Math.max(highest, recommendation.replicas());
		}
		return Math.min(highest, replicas);
	}

	private record Recommendation(int time, int replicas) {
	}

}
