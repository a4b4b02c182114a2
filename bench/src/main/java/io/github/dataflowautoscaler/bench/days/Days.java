package io.github.dataflowautoscaler.bench.days;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.TargetUtilization;
import io.github.dataflowautoscaler.webhook.simulation.Application;
import io.github.dataflowautoscaler.webhook.simulation.MeasuredLoad;
import io.github.dataflowautoscaler.webhook.simulation.Past;
import io.github.dataflowautoscaler.webhook.simulation.Simulator;
import org.jspecify.annotations.Nullable;

/**
 * Runs policies with and without foresight over weeks: the first week is the past, and
 * each moment of the others is foreseen from what was before it.
 */
public final class Days {

	private static final int STEPS_OF_WEEK = 7 * Season.STEPS_OF_DAY;

	private static final int STEPS_OF_MINUTE = 60 / Season.STEP;

	/** One instance handles 1000 messages/s and is ready after 35 s. */
	private static final Application APPLICATION = new Application(1000, 1, 48, Duration.ofSeconds(35));

	private Days() {
	}

	/**
	 * The policies by name, in the order of the table.
	 */
	private static Map<String, Policy> policies() {
		Map<String, Policy> policies = new LinkedHashMap<>();
		policies.put("dataflow-autoscaler", policy(null, "off"));
		policies.put("dataflow-autoscaler-foresight", policy(null, "on"));
		policies.put("dataflow-autoscaler-auto", policy(TargetUtilization.AUTO, "off"));
		policies.put("dataflow-autoscaler-auto-foresight", policy(TargetUtilization.AUTO, "on"));
		return policies;
	}

	private static Policy policy(@Nullable String utilization, String foresight) {
		return new PolicySettings(1, 16, null, null, null, null,
				(utilization != null) ? TargetUtilization.valueOf(utilization) : null, null, null, null, foresight,
				null, null, null, null, null, null, null)
			.toPolicy();
	}

	/**
	 * Runs all policies under all loads.
	 * @return what they have come to
	 */
	public static DaysResults run() {
		return new DaysResults(Season.all().stream().parallel().map((season) -> run(season)).toList());
	}

	/**
	 * Runs all policies under one load.
	 * @param name the load's
	 * @return what they have come to
	 * @throws java.util.NoSuchElementException if there is no such load
	 */
	public static DaysResults.Load run(String name) {
		return Season.all()
			.stream()
			.filter((season) -> season.name().equals(name))
			.map((season) -> run(season))
			.findFirst()
			.orElseThrow();
	}

	private static DaysResults.Load run(Season season) {
		double[] rates = Arrays.copyOfRange(season.rates(), STEPS_OF_WEEK, season.rates().length);
		Instant begin = Season.BEGIN.toInstant().plusSeconds((long) STEPS_OF_WEEK * Season.STEP);
		MeasuredLoad load = new MeasuredLoad(begin, means(rates, 4), means(rates, 2));
		Past past = new Past(Season.BEGIN.getZone(), Season.BEGIN.toInstant(), minutes(season.rates()));
		Simulator simulator = new Simulator(load, APPLICATION, past, 3600);
		List<DaysResults.Run> runs = new ArrayList<>();
		policies().forEach((name, policy) -> runs.add(DaysResults.Run.of(name, simulator.run(policy, 1))));
		return new DaysResults.Load(season.name(), season.recurring(), runs);
	}

	/** As the rules record them: over some steps that end with this one. */
	private static double[] means(double[] rates, int steps) {
		double[] means = new double[rates.length];
		Arrays.setAll(means,
				(last) -> Arrays.stream(rates, Math.max(0, last - steps + 1), last + 1).average().orElseThrow());
		return means;
	}

	private static List<@Nullable Double> minutes(double[] rates) {
		List<@Nullable Double> minutes = new ArrayList<>();
		for (int step = 0; step < STEPS_OF_WEEK; step += STEPS_OF_MINUTE) {
			double mean = Arrays.stream(rates, step, step + STEPS_OF_MINUTE).average().orElseThrow();
			minutes.add(Double.isNaN(mean) ? null : mean);
		}
		return minutes;
	}

}
