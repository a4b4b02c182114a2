package io.github.dataflowautoscaler.bench.days;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import io.github.dataflowautoscaler.webhook.simulation.Outcome;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of {@code results.json} of {@code --days}.
 *
 * @param loads in the order in which they ran
 */
public record DaysResults(List<Load> loads) {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
		.enable(SerializationFeature.INDENT_OUTPUT)
		.build();

	/**
	 * Writes the file.
	 * @param file where to; replaced if it exists
	 */
	public void write(Path file) {
		MAPPER.writeValue(file.toFile(), this);
	}

	/**
	 * A table.
	 * @return a line for each run
	 */
	public String table() {
		StringBuilder table = new StringBuilder(
				"load        policy                               hours   actions   late min   longest s%n"
					.formatted());
		for (Load load : this.loads) {
			for (Run run : load.runs()) {
				table.append(String.format(Locale.ROOT, "%-10s  %-35s %7.1f  %7d  %9.1f  %10.1f%n", load.name(),
						run.name(), run.instanceHours(), run.actions(), run.minutesLate(), run.longestWait()));
			}
		}
		return table.toString();
	}

	/**
	 * All policies under one load.
	 *
	 * @param name of the load
	 * @param recurring whether it has jumps at the same time on several days
	 * @param runs in the order of the table
	 */
	public record Load(String name, boolean recurring, List<Run> runs) {
	}

	/**
	 * What one policy has come to.
	 *
	 * @param name of the policy
	 * @param instanceHours hours of all instances together
	 * @param actions changes of the number of instances
	 * @param minutesLate minutes with more than 30 s of backlog
	 * @param longestWait what waited at most, in seconds
	 */
	public record Run(String name, double instanceHours, int actions, double minutesLate, double longestWait) {

		static Run of(String name, Outcome outcome) {
			return new Run(name, round(outcome.instanceHours()), outcome.actions(), round(outcome.minutesLate()),
					round(outcome.longestWait()));
		}

		private static double round(double value) {
			return Math.rint(value * 100) / 100;
		}

	}

}
