package io.github.dataflowautoscaler.bench.load;

import java.util.List;

import io.github.dataflowautoscaler.bench.simulation.ApplicationSpec;
import io.github.dataflowautoscaler.bench.simulation.Outage;
import io.github.dataflowautoscaler.bench.simulation.Partitions;
import io.github.dataflowautoscaler.bench.simulation.Rates;
import io.github.dataflowautoscaler.bench.simulation.Scaling;
import io.github.dataflowautoscaler.bench.simulation.Scenario;

/**
 * Two sets of loads with the same shapes and nothing else in common. Whoever changes a
 * setting looks at the built-in ones while doing so, and at the others afterwards.
 */
public final class Loads {

	private static final int HOUR = 3600;

	private Loads() {
	}

	/**
	 * The loads of {@code bench/run}.
	 * @return with unique names
	 */
	public static List<Scenario> builtIn() {
		ApplicationSpec recipe = ApplicationSpec.transform(1000, 12, 12);
		ApplicationSpec plenty = ApplicationSpec.transform(1000, 48, 12);
		return List.of(one("recipe-step", recipe, Shapes.step(1, 5000, 600, 2400), 101),
				one("recipe-capped", ApplicationSpec.transform(1000, 4, 4), Shapes.step(1, 5000, 600, 1800), 102),
				one("cosine", ApplicationSpec.transform(1000, 60, 12), Shapes.cosine(6 * HOUR, HOUR, 500, 8500), 103),
				one("ramp", plenty, Shapes.ramp(500, 9000, HOUR, 1800), 104),
				one("spikes", plenty, Shapes.spikes(4 * HOUR, 1500, 6000, 11), 105),
				one("sawtooth", plenty, Shapes.sawtooth(3 * HOUR, 300, 500, 5000), 106),
				one("bursts", plenty, Shapes.bursts(6 * HOUR, 1200, 9000, 12), 107),
				outage("outage", plenty, Shapes.cosine(4 * HOUR, 4 * HOUR, 2500, 4500), 108),
				one("day", plenty, Shapes.day(700, 9500, 0.05, 13), 109),
				one("office-day", ApplicationSpec.transform(1000, 64, 16), Shapes.office(300, 12_000, 0.08, 14), 110),
				chain("chain", Shapes.cosine(6 * HOUR, 2 * HOUR, 600, 4500), 1500, 111), one("sublinear",
						sublinear(1000, Scaling.power(0.9)), Shapes.cosine(6 * HOUR, 3 * HOUR, 800, 8000), 112),
				one("skewed", skewed(1000, 24, 0.4), Shapes.cosine(6 * HOUR, 3 * HOUR, 500, 5000), 113));
	}

	/**
	 * The loads of {@code bench/run --check}.
	 * @return with unique names
	 */
	public static List<Scenario> check() {
		ApplicationSpec plenty = ApplicationSpec.transform(750, 40, 10);
		return List.of(one("check-step", ApplicationSpec.transform(1000, 16, 8), Shapes.step(50, 3600, 900, 3000), 201),
				one("check-capped", ApplicationSpec.transform(800, 6, 6), Shapes.step(100, 6000, 900, 1200), 202),
				one("check-cosine", ApplicationSpec.transform(120, 90, 15), Shapes.cosine(6 * HOUR, 2700, 100, 1500),
						203),
				one("check-ramp", plenty, Shapes.ramp(300, 6000, 2 * HOUR, 1200), 204),
				one("check-spikes", plenty, Shapes.spikes(5 * HOUR, 1000, 5000, 21), 205),
				one("check-sawtooth", plenty, Shapes.sawtooth(3 * HOUR, 420, 700, 4200), 206),
				one("check-bursts", plenty, Shapes.bursts(7 * HOUR, 800, 6500, 22), 207),
				outage("check-outage", plenty, Shapes.cosine(4 * HOUR, 3 * HOUR, 1200, 3300), 208),
				one("check-day", ApplicationSpec.transform(250, 36, 18), Shapes.day(200, 3600, 0.08, 23), 209),
				one("check-office-day", plenty, Shapes.office(200, 6500, 0.05, 24), 210),
				chain("check-chain", Shapes.cosine(6 * HOUR, 5400, 400, 3000), 1100, 211),
				one("check-sublinear", sublinear(600, Scaling.universal(0.02, 0.0005)),
						Shapes.cosine(6 * HOUR, 2 * HOUR, 500, 4500), 212),
				one("check-skewed", skewed(500, 32, 0.3), Shapes.cosine(6 * HOUR, 2 * HOUR, 300, 3000), 213));
	}

	/**
	 * A load of one's own on a stream of one application that scales linearly.
	 * @param name of the load
	 * @param application the application
	 * @param rates the load
	 * @return the scenario
	 */
	public static Scenario own(String name, ApplicationSpec application, Rates rates) {
		return one(name, application, rates, 301);
	}

	private static Scenario one(String name, ApplicationSpec application, Rates rates, long seed) {
		return new Scenario(name, List.of(application), rates, List.of(), seed);
	}

	/**
	 * Ten minutes without consumers, and two hours later ten minutes without the source.
	 */
	private static Scenario outage(String name, ApplicationSpec application, Rates rates, long seed) {
		Rates interrupted = Shapes.withSourceOutage(rates, 3 * HOUR - 600, 3 * HOUR);
		return new Scenario(name, List.of(application), interrupted, List.of(new Outage(2700, 3300)), seed);
	}

	/**
	 * The second application gets one and a half messages for each, and is the slower
	 * one.
	 */
	private static Scenario chain(String name, Rates rates, double capacity, long seed) {
		ApplicationSpec first = new ApplicationSpec("splitter", capacity, Scaling.linear(), Partitions.uniform(32), 8,
				1.5);
		ApplicationSpec second = new ApplicationSpec("enrich", 0.6 * capacity, Scaling.linear(), Partitions.uniform(48),
				12, 1);
		return new Scenario(name, List.of(first, second), rates, List.of(), seed);
	}

	private static ApplicationSpec sublinear(double capacity, Scaling scaling) {
		return new ApplicationSpec("transform", capacity, scaling, Partitions.uniform(48), 16, 1);
	}

	private static ApplicationSpec skewed(double capacity, int partitions, double exponent) {
		return new ApplicationSpec("transform", capacity, Scaling.linear(), Partitions.skewed(partitions, exponent), 16,
				1);
	}

}
