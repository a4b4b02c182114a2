package io.github.dataflowautoscaler.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.bench.controller.Controllers;
import io.github.dataflowautoscaler.bench.days.Days;
import io.github.dataflowautoscaler.bench.days.DaysResults;
import io.github.dataflowautoscaler.bench.load.Loads;
import io.github.dataflowautoscaler.bench.load.Trace;
import io.github.dataflowautoscaler.bench.load.TraceException;
import io.github.dataflowautoscaler.bench.measure.Demand;
import io.github.dataflowautoscaler.bench.measure.Figures;
import io.github.dataflowautoscaler.bench.measure.Measures;
import io.github.dataflowautoscaler.bench.measure.Run;
import io.github.dataflowautoscaler.bench.measure.Timeline;
import io.github.dataflowautoscaler.bench.report.LoadResult;
import io.github.dataflowautoscaler.bench.report.Plot;
import io.github.dataflowautoscaler.bench.report.Results;
import io.github.dataflowautoscaler.bench.report.Table;
import io.github.dataflowautoscaler.bench.simulation.ApplicationSpec;
import io.github.dataflowautoscaler.bench.simulation.Rates;
import io.github.dataflowautoscaler.bench.simulation.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bench/run} starts: runs every controller under every load, prints tables
 * and writes {@code results.json} and a plot for each load.
 */
public final class Bench {

	private static final int USAGE_ERROR = 2;

	/**
	 * A plot of all would be a tangle. The order gives everybody the same colour in every
	 * plot.
	 */
	private static final List<String> PLOTTED = List.of("dataflow-autoscaler", Controllers.ORACLE, "hpa", "keda-tuned",
			"flink-tuned", "dataflow-autoscaler-step");

	private final PrintStream out;

	private final Path output;

	private Bench(PrintStream out, Path output) {
		this.out = out;
		this.output = output;
	}

	/**
	 * Runs and ends the process.
	 * @param arguments see {@code --help}
	 * @throws IOException if a result can't be written
	 */
	public static void main(String[] arguments) throws IOException {
		System.exit(run(List.of(arguments), System.out, System.err));
	}

	static int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
		try {
			Options options = Options.parse(arguments);
			if (options.help()) {
				out.print(Options.USAGE);
				return 0;
			}
			if (options.days()) {
				days(options, out);
				return 0;
			}
			List<Scenario> scenarios = scenarios(options);
			List<String> controllers = controllers(options);
			new Bench(out, output(options)).run(scenarios, controllers);
			return 0;
		}
		catch (UsageException | TraceException ex) {
			err.println("bench/run: " + ex.getMessage());
			return USAGE_ERROR;
		}
	}

	private static void days(Options options, PrintStream out) throws IOException {
		Path output = output(options);
		Files.createDirectories(output);
		DaysResults results = Days.run();
		out.print(results.table());
		Path file = output.resolve("results.json");
		results.write(file);
		out.printf("%nresults: %s%n", file);
	}

	private static Path output(Options options) {
		Path output = options.output();
		return (output != null) ? output : defaultOutput();
	}

	private static Path defaultOutput() {
		return Path.of(System.getProperty("bench.output", "bench/target"));
	}

	private static List<Scenario> scenarios(Options options) throws UsageException, TraceException {
		Path trace = options.trace();
		if (trace != null) {
			return List.of(ownLoad(options, trace));
		}
		List<Scenario> all = options.check() ? Loads.check() : Loads.builtIn();
		String wanted = options.load();
		List<Scenario> chosen = all.stream()
			.filter((scenario) -> wanted == null || scenario.name().equals(wanted))
			.toList();
		if (chosen.isEmpty()) {
			throw new UsageException("There is no load '%s'; there are %s".formatted(wanted,
					String.join(", ", all.stream().map(Scenario::name).toList())));
		}
		return chosen;
	}

	private static Scenario ownLoad(Options options, Path trace) throws UsageException, TraceException {
		Rates rates = Trace.read(trace);
		double capacity = options.capacity(Math.max(1, Math.rint(rates.highest() / 10)));
		String name = String.valueOf(trace.getFileName()).replaceAll("\\.csv$", "").replaceAll("[^A-Za-z0-9._-]", "_");
		return Loads.own(name, ApplicationSpec.transform(capacity, options.partitions(), options.maxInstances()),
				rates);
	}

	private static List<String> controllers(Options options) throws UsageException {
		if (options.targets()) {
			return Controllers.targetNames();
		}
		String wanted = options.controller();
		if (wanted != null && !Controllers.names().contains(wanted)) {
			throw new UsageException("There is no controller '%s'; there are %s".formatted(wanted,
					String.join(", ", Controllers.names())));
		}
		return Controllers.names().stream().filter((name) -> chosen(name, wanted)).toList();
	}

	private static boolean chosen(String name, @Nullable String wanted) {
		return wanted == null || name.equals(wanted) || name.equals(Controllers.ORACLE);
	}

	private void run(List<Scenario> scenarios, List<String> controllers) throws IOException {
		Files.createDirectories(this.output);
		List<LoadResult> results = new ArrayList<>();
		for (Scenario scenario : scenarios) {
			LoadResult result = run(scenario, controllers);
			this.out.print(Table.of(result));
			results.add(result);
		}
		if (results.size() > 1) {
			this.out.print(Table.summary(results));
		}
		Path file = this.output.resolve("results.json");
		new Results(results).write(file);
		this.out.printf("%nresults: %s; plots: %s%n", file, this.output.resolve("*.svg"));
	}

	private LoadResult run(Scenario scenario, List<String> controllers) throws IOException {
		List<Demand> demands = Demand.of(scenario);
		Map<String, List<Timeline>> runs = new LinkedHashMap<>();
		List<Figures> figures = new ArrayList<>();
		for (String controller : controllers) {
			List<Timeline> timelines = Run.of(scenario, Controllers.create(controller, scenario));
			figures.add(Measures.of(controller, demands, timelines));
			if (PLOTTED.contains(controller) || controllers.size() == 2) {
				runs.put(controller, timelines);
			}
		}
		Plot plot = new Plot(scenario.name(), demands, scenario.rates().seconds());
		// Those of the list in its order, then the one that was asked for.
		Stream.concat(PLOTTED.stream(), controllers.stream()).distinct().forEach((name) -> {
			List<Timeline> timelines = runs.get(name);
			if (timelines != null) {
				plot.add(name, timelines);
			}
		});
		Files.writeString(this.output.resolve(scenario.name() + ".svg"), plot.toSvg());
		double oracleHours = figures.get(controllers.indexOf(Controllers.ORACLE)).instanceHours();
		return new LoadResult(scenario.name(), scenario.rates().seconds(), oracleHours, figures);
	}

}
