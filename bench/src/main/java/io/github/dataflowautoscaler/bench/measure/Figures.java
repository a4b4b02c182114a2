package io.github.dataflowautoscaler.bench.measure;

/**
 * The measures of one controller under one load; {@code docs/benchmark.md} defines them.
 *
 * @param name of the controller
 * @param actions changes that it asked for
 * @param reversals actions in the opposite direction of the one before
 * @param wrongDirectionActions actions that the load gave no reason for
 * @param instanceHours paid for, start-up included
 * @param underProvisioningPercent instances that were missing, as a share of the demanded
 * ones, on average
 * @param overProvisioningPercent instances too many, likewise
 * @param underProvisionedTimePercent share of the time with too few
 * @param overProvisionedTimePercent share of the time with too many
 * @param backlogOver30sTimePercent share of the time in which more waits than the
 * demanded instances handle in 30 s
 * @param worstBacklogSeconds the longest time that what waits was worth
 * @param settlingSeconds the longest time with too few instances or with a backlog
 */
public record Figures(String name, int actions, int reversals, int wrongDirectionActions, double instanceHours,
		double underProvisioningPercent, double overProvisioningPercent, double underProvisionedTimePercent,
		double overProvisionedTimePercent, double backlogOver30sTimePercent, double worstBacklogSeconds,
		double settlingSeconds) {
}
