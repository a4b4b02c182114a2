package io.github.dataflowautoscaler.bench.controller;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;

import io.github.dataflowautoscaler.bench.simulation.ApplicationSpec;
import io.github.dataflowautoscaler.bench.simulation.Scenario;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.policy.TargetUtilization;

/**
 * All controllers by name, in the order of the tables.
 */
public final class Controllers {

	/** The yardstick's name. */
	public static final String ORACLE = "oracle";

	/**
	 * Seconds of one instance's work: the best of ten on the built-in loads that does not
	 * live off the messages of a poll, whose number is no property of the load.
	 */
	private static final double KEDA_TUNED_SECONDS = 12;

	private static final Map<String, Function<Scenario, Controller>> ALL = all();

	private static final Map<String, Function<Scenario, Controller>> TARGETS = targets();

	private Controllers() {
	}

	private static Map<String, Function<Scenario, Controller>> all() {
		Map<String, Function<Scenario, Controller>> all = new LinkedHashMap<>();
		all.put("static-min", each((application) -> (view) -> OptionalInt.of(1)));
		all.put("static-max", each((application) -> (view) -> OptionalInt.of(application.maxInstances())));
		all.put(ORACLE, Controllers::oracle);
		all.put("original-recipe", OriginalRecipe::new);
		all.put("fixed-steps", each((application) -> new FixedSteps()));
		all.put("hpa", each((application) -> new HpaScaler(measuredCapacity(application))));
		all.put("keda", each((application) -> new KedaScaler(KedaScaler.DEFAULT_LAG_THRESHOLD)));
		all.put("keda-tuned", each((application) -> new KedaScaler(KEDA_TUNED_SECONDS * application.capacity())));
		all.put("numaflow", each((application) -> new NumaflowScaler()));
		all.put("flink", each((application) -> new FlinkScaler(FlinkSettings.DEFAULT)));
		all.put("flink-tuned", each((application) -> new FlinkScaler(FlinkSettings.TUNED)));
		all.put("dataflow-autoscaler", webhook((max) -> PolicySettings.of(Strategy.RATE, max)));
		all.put("dataflow-autoscaler-auto", webhook(aimingAt(TargetUtilization.AUTO)));
		all.put("dataflow-autoscaler-step", webhook((max) -> PolicySettings.of(Strategy.STEP, max)));
		return all;
	}

	private static Function<Scenario, Controller> webhook(IntFunction<PolicySettings> policies) {
		return (scenario) -> new DataFlowAutoscaler(scenario, policies);
	}

	private static Map<String, Function<Scenario, Controller>> targets() {
		Map<String, Function<Scenario, Controller>> targets = new LinkedHashMap<>();
		targets.put(ORACLE, Controllers::oracle);
		for (int percent = 80; percent <= 95; percent += 5) {
			targets.put("target-" + percent, webhook(aimingAt(String.valueOf(percent / 100.0))));
		}
		targets.put("target-auto", webhook(aimingAt(TargetUtilization.AUTO)));
		return targets;
	}

	private static IntFunction<PolicySettings> aimingAt(String utilization) {
		return (max) -> new PolicySettings(null, max, null, null, null, null, TargetUtilization.valueOf(utilization),
				null, null, null, null, null, null, null, null, null, null, null);
	}

	private static Function<Scenario, Controller> each(PerApplication.Factory factory) {
		return (scenario) -> new PerApplication(scenario, factory);
	}

	private static Controller oracle(Scenario scenario) {
		AtomicInteger index = new AtomicInteger();
		return new PerApplication(scenario, (application) -> new Oracle(application, scenario.rates(),
				scenario.ratioBefore(index.getAndIncrement())));
	}

	/**
	 * As careful operators measure it: with all instances at work, where each does least.
	 */
	private static double measuredCapacity(ApplicationSpec application) {
		return application.capacity() * application.scaling().efficiency(application.maxInstances());
	}

	/**
	 * The names of the webhook's policies with different target utilizations, and of the
	 * oracle.
	 * @return in the order of the table
	 */
	public static List<String> targetNames() {
		return List.copyOf(TARGETS.keySet());
	}

	/**
	 * The names of all.
	 * @return in the order of the tables
	 */
	public static List<String> names() {
		return List.copyOf(ALL.keySet());
	}

	/**
	 * Sets up a controller for a stream.
	 * @param name one of {@link #names()}
	 * @param scenario the stream
	 * @return a new controller
	 * @throws IllegalArgumentException if nobody has that name
	 */
	public static Controller create(String name, Scenario scenario) {
		Function<Scenario, Controller> factory = ALL.getOrDefault(name, TARGETS.get(name));
		if (factory == null) {
			throw new IllegalArgumentException("There is no controller '%s'; there are %s".formatted(name, names()));
		}
		return factory.apply(scenario);
	}

}
