package io.github.dataflowautoscaler.bench.report;

import java.util.List;

import io.github.dataflowautoscaler.bench.measure.Figures;

/**
 * All controllers under one load, as {@code results.json} has it.
 *
 * @param name of the load
 * @param durationSeconds of the load
 * @param oracleInstanceHours what the oracle paid
 * @param controllers in the order of the tables
 */
public record LoadResult(String name, int durationSeconds, double oracleInstanceHours, List<Figures> controllers) {
}
