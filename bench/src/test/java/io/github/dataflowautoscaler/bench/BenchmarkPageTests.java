package io.github.dataflowautoscaler.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.bench.days.Days;
import io.github.dataflowautoscaler.bench.days.DaysResults;
import io.github.dataflowautoscaler.bench.measure.Figures;
import io.github.dataflowautoscaler.bench.report.LoadResult;
import io.github.dataflowautoscaler.bench.report.Results;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The figures in the documentation are those of the results that are kept here, and these
 * are what the benchmark computes.
 */
class BenchmarkPageTests {

	private static final Path DOCS = Path.of("../docs");

	private static final Results BUILT_IN = results("built-in");

	private static final Results CHECK = results("check");

	private static final Results TARGETS = results("targets");

	private static final Results CHECK_TARGETS = results("check-targets");

	private static final DaysResults DAYS = JsonMapper.shared()
		.readValue(Path.of("results", "days", "results.json").toFile(), DaysResults.class);

	/** Percentage points beyond the oracle's that a controller may be late to count. */
	private static final double LATE = 5;

	private static final Set<String> NO_FINDERS = Set.of("oracle", "hpa", "dataflow-autoscaler",
			"dataflow-autoscaler-auto", "dataflow-autoscaler-step");

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("rows")
	void aRowHasTheFiguresOfTheResults(String place, String name, List<String> cells) {
		assertThat(cells).as("%s: %s", place, name).isEqualTo(expected(name));
	}

	@ParameterizedTest
	@MethodSource("sentences")
	void aSentenceHasTheFiguresOfTheResults(String page, String sentence) throws IOException {
		assertThat(Files.readString(DOCS.resolve(page)).replaceAll("\\s+", " ")).as("docs/" + page).contains(sentence);
	}

	@ParameterizedTest
	@CsvSource({ "built-in,recipe-step", "built-in,recipe-capped", "built-in,ramp", "built-in,sawtooth",
			"check,check-step", "check,check-capped", "check,check-sawtooth" })
	void theResultsAreWhatIsComputed(String kept, String load, @TempDir Path directory) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("--load", load, "--output", directory.toString()));
		if (kept.equals("check")) {
			arguments.add("--check");
		}
		assertThat(Bench.run(arguments, new PrintStream(PrintStream.nullOutputStream()), System.err)).isZero();
		assertThat(read(directory.resolve("results.json")).loads())
			.as("bench/results: run bench/run%s --output bench/results/%s, and correct the pages",
					kept.equals("check") ? " --check" : "", kept)
			.containsExactly(load(results(kept), load));
	}

	@Test
	void weeksOfALoadAreWhatIsComputed() {
		assertThat(Days.run("workdays")).as("bench/results/days: run bench/run --days --output bench/results/days")
			.isEqualTo(DAYS.loads().get(1));
	}

	static Stream<Arguments> rows() throws IOException {
		return Stream.concat(rows("benchmark.md", "## Figures").stream(),
				rows("comparison.md", "## How well they do it").stream());
	}

	/** Those of the tables in a section, by the name of a controller or of a load. */
	private static List<Arguments> rows(String page, String heading) throws IOException {
		List<String> lines = Files.readAllLines(DOCS.resolve(page));
		List<Arguments> rows = new ArrayList<>();
		int index = lines.indexOf(heading) + 1;
		for (; index < lines.size() && !lines.get(index).startsWith("## "); index++) {
			if (lines.get(index).startsWith("| `")) {
				List<String> cells = Stream.of(lines.get(index).split("\\|")).map(String::strip).skip(1).toList();
				rows.add(Arguments.of("docs/%s:%d".formatted(page, index + 1),
						cells.get(0).replaceFirst("^`([\\w-]+)`.*", "$1"), cells.subList(1, cells.size())));
			}
		}
		assertThat(rows).as("docs/%s, %s", page, heading).isNotEmpty();
		return rows;
	}

	static Stream<Arguments> sentences() {
		LoadResult spikes = load(BUILT_IN, "spikes");
		LoadResult capped = load(BUILT_IN, "recipe-capped");
		String ours = "dataflow-autoscaler";
		return Stream.of(
				Arguments.of("benchmark.md",
						"at %s late it takes %s times the oracle's hours".formatted(late(spikes, ours),
								hours(spikes, ours))),
				Arguments.of("benchmark.md",
						"`keda-tuned` is late less (%s), for %s times the hours and %d actions".formatted(
								late(spikes, "keda-tuned"), hours(spikes, "keda-tuned"),
								figures(spikes, "keda-tuned").actions())),
				Arguments.of("benchmark.md",
						"%s, compared with %s for `keda`".formatted(late(capped, ours), late(capped, "keda"))),
				Arguments.of("benchmark.md",
						"`flink-tuned` (%d actions, %s times the hours".formatted(
								sum(BUILT_IN, "flink-tuned", Figures::actions),
								number("%.3f", share(BUILT_IN, "flink-tuned")))),
				Arguments.of("comparison.md",
						"weeks of `workdays` are " + foreseen("workdays", " minutes late") + " hours"),
				Arguments.of("comparison.md", "weeks of `batches` " + foreseen("batches", "")),
				Arguments.of("comparison.md",
						"takes fewer actions**: %d compared with %d".formatted(
								sum(BUILT_IN, "flink-tuned", Figures::actions), sum(BUILT_IN, ours, Figures::actions))),
				Arguments.of("comparison.md",
						"%s of the time on `spikes`, compared with %s here. For that it takes %s times the oracle's hours and %d actions, compared with %s times and %d"
							.formatted(late(spikes, "keda-tuned"), late(spikes, ours), hours(spikes, "keda-tuned"),
									figures(spikes, "keda-tuned").actions(), hours(spikes, ours),
									figures(spikes, ours).actions())));
	}

	private static String foreseen(String load, String late) {
		List<DaysResults.Run> runs = DAYS.loads()
			.stream()
			.filter((each) -> each.name().equals(load))
			.findFirst()
			.orElseThrow()
			.runs();
		List<String> figures = withAndWithout(runs.get(0), runs.get(1)).toList();
		return "%s%s instead of %s for %s".formatted(figures.get(3), late, figures.get(2), figures.get(1));
	}

	private static List<String> expected(String name) {
		if (name.startsWith("target-")) {
			return Stream.of(TARGETS, CHECK_TARGETS).flatMap((results) -> overall(results, name)).toList();
		}
		Optional<DaysResults.Load> season = DAYS.loads()
			.stream()
			.filter((load) -> load.name().equals(name))
			.findFirst();
		if (season.isPresent()) {
			List<DaysResults.Run> runs = season.get().runs();
			return Stream.concat(withAndWithout(runs.get(0), runs.get(1)), withAndWithout(runs.get(2), runs.get(3)))
				.toList();
		}
		return BUILT_IN.loads()
			.stream()
			.filter((load) -> load.name().equals(name))
			.findFirst()
			.map(BenchmarkPageTests::ofLoad)
			.orElseGet(() -> Stream.of(BUILT_IN, CHECK).flatMap((results) -> overall(results, name)).toList());
	}

	private static Stream<String> withAndWithout(DaysResults.Run without, DaysResults.Run with) {
		return Stream.of(number("%.0f", without.instanceHours()),
				number("%+.1f %%", 100 * (with.instanceHours() / without.instanceHours() - 1)),
				number("%.1f", without.minutesLate()), number("%.1f", with.minutesLate()),
				String.valueOf(without.actions()), String.valueOf(with.actions()));
	}

	private static Stream<String> overall(Results results, String controller) {
		double late = results.loads()
			.stream()
			.mapToDouble((load) -> figures(load, controller).backlogOver30sTimePercent())
			.average()
			.orElseThrow();
		return Stream.of(number("%.2f", share(results, controller)), number("%.2f %%", late),
				String.valueOf(sum(results, controller, Figures::actions)),
				String.valueOf(sum(results, controller, Figures::wrongDirectionActions)));
	}

	/** Of the oracle's hours. */
	private static double share(Results results, String controller) {
		double hours = results.loads().stream().mapToDouble((load) -> figures(load, controller).instanceHours()).sum();
		return hours / results.loads().stream().mapToDouble(LoadResult::oracleInstanceHours).sum();
	}

	private static List<String> ofLoad(LoadResult load) {
		Figures ours = figures(load, "dataflow-autoscaler");
		Figures hpa = figures(load, "hpa");
		double latest = figures(load, "oracle").backlogOver30sTimePercent() + LATE;
		double finder = load.controllers()
			.stream()
			.filter((figures) -> !NO_FINDERS.contains(figures.name()) && figures.backlogOver30sTimePercent() <= latest)
			.min(Comparator.comparing(Figures::overProvisioningPercent))
			.orElseThrow()
			.overProvisioningPercent();
		return List.of(hours(load, ours.name()), hours(load, hpa.name()), late(load, ours.name()),
				late(load, hpa.name()), number("%.0f", ours.overProvisioningPercent()), number("%.0f", finder),
				number("%.0f", hpa.overProvisioningPercent()), String.valueOf(ours.actions()),
				String.valueOf(hpa.actions()));
	}

	private static String hours(LoadResult load, String controller) {
		return number("%.2f", figures(load, controller).instanceHours() / load.oracleInstanceHours());
	}

	private static String late(LoadResult load, String controller) {
		double late = figures(load, controller).backlogOver30sTimePercent();
		return (late == 0) ? "0" : number("%.2f %%", late);
	}

	private static int sum(Results results, String controller, ToIntFunction<Figures> figure) {
		return results.loads().stream().map((load) -> figures(load, controller)).mapToInt(figure).sum();
	}

	private static Figures figures(LoadResult load, String controller) {
		return load.controllers()
			.stream()
			.filter((figures) -> figures.name().equals(controller))
			.findFirst()
			.orElseThrow();
	}

	private static LoadResult load(Results results, String name) {
		return results.loads().stream().filter((load) -> load.name().equals(name)).findFirst().orElseThrow();
	}

	private static String number(String format, double value) {
		return String.format(Locale.ROOT, format, value);
	}

	private static Results results(String directory) {
		return read(Path.of("results", directory, "results.json"));
	}

	private static Results read(Path file) {
		return JsonMapper.shared().readValue(file.toFile(), Results.class);
	}

}
