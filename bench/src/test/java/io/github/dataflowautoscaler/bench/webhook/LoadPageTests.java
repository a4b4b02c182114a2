package io.github.dataflowautoscaler.bench.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.bench.webhook.LoadFigures.Phase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The figures of the webhook under load in the documentation are those of the results
 * that are kept here: {@code bench/load … --output bench/results/load}.
 */
class LoadPageTests {

	private static final List<LoadComparison> RUNS = JsonMapper.shared()
		.readValue(Path.of("results/load/load.json").toFile(), Results.class)
		.runs();

	@ParameterizedTest
	@MethodSource
	void thePageHasTheRow(String row) throws IOException {
		assertThat(Files.readAllLines(Path.of("../docs/benchmark.md"))).contains(row);
	}

	static Stream<String> thePageHasTheRow() {
		return Stream.of(row("Ready after", "%.1f s", LoadFigures::startSeconds),
				row("Processor time until ready", "%.1f s", LoadFigures::startCpuSeconds),
				row("Ignored", "%,.0f/s", phase("ignored", Phase::perSecond)),
				row("Ignored, p99", "%.0f ms", phase("ignored", Phase::p99)),
				row("Repeated", "%,.0f/s", phase("repeated", Phase::perSecond)),
				row("Repeated, p99", "%.0f ms", phase("repeated", Phase::p99)),
				row("At 200/s, p99", "%.0f ms", phase("at 200/s", Phase::p99)),
				row("At half of the maximum, p99", "%.0f ms", phase("at half", Phase::p99)),
				row("All scaled after", "%.1f s", (figures) -> figures.burst().seconds()),
				row("Resident at most", "%.0f MB", LoadFigures::peakResidentMegabytes));
	}

	private static ToDoubleFunction<LoadFigures> phase(String name, ToDoubleFunction<Phase> figure) {
		return (figures) -> figure.applyAsDouble(figures.phase(name));
	}

	/** Medians, the webhook's with how many times the control's they are. */
	private static String row(String name, String format, ToDoubleFunction<LoadFigures> figure) {
		StringBuilder row = new StringBuilder("| " + name);
		for (LoadComparison run : RUNS) {
			double control = LoadComparison.median(run.control(), figure);
			row.append(" | ").append(text(format, control));
			for (List<LoadFigures> webHook : List.of(run.jar(), run.image())) {
				double value = LoadComparison.median(webHook, figure);
				row.append(" | ").append(text(format + " (%.1f)", value, value / control));
			}
		}
		return row.append(" |").toString();
	}

	private static String text(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

	private record Results(List<LoadComparison> runs) {
	}

}
