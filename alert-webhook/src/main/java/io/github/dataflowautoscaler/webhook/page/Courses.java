package io.github.dataflowautoscaler.webhook.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.hindsight.Comparison;
import io.github.dataflowautoscaler.webhook.simulation.Outcome;
import io.github.dataflowautoscaler.webhook.simulation.Outcome.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Courses of one quantity on one ground, to be compared: it is as wide as there are
 * moments, and 100 high.
 *
 * @param name what they are of
 * @param width the ground's width
 * @param most the highest value, at the ground's top
 * @param lines the courses, the most important one last
 */
public record Courses(String name, int width, double most, List<Line> lines) {

	/**
	 * Draws what was simulated over what was measured.
	 * @param comparison the simulation
	 * @return the instances, and the messages that waited
	 */
	static List<Courses> of(Comparison comparison) {
		int steps = comparison.stepsEach();
		return List.of(
				of("Instances", comparison, comparison.recording().instances(steps),
						(moment) -> Double.valueOf(moment.instances())),
				of("Messages that wait", comparison, comparison.recording().lag(steps), Moment::backlog));
	}

	private static Courses of(String name, Comparison comparison, double[] measured, Function<Moment, Double> value) {
		List<List<@Nullable Double>> values = new ArrayList<>();
		values.add(DoubleStream.of(measured).mapToObj(Courses::known).collect(Collectors.toList()));
		@Nullable Outcome present = comparison.present();
		values.add((present != null) ? each(present, value) : List.of());
		values.add(each(comparison.proposed(), value));
		double most = values.stream()
			.flatMap(List::stream)
			.mapToDouble((each) -> (each != null) ? each : 0)
			.max()
			.orElse(0);
		List<Line> lines = Stream.of(Kind.values())
			.filter((kind) -> !values.get(kind.ordinal()).isEmpty())
			.map((kind) -> new Line(kind, Course.path(values.get(kind.ordinal()), most)))
			.toList();
		return new Courses(name, Math.max(1, measured.length - 1), most, lines);
	}

	private static List<@Nullable Double> each(Outcome outcome, Function<Moment, Double> value) {
		List<@Nullable Double> values = new ArrayList<>();
		outcome.moments().forEach((moment) -> values.add((moment != null) ? value.apply(moment) : null));
		return values;
	}

	private static @Nullable Double known(double value) {
		return Double.isNaN(value) ? null : value;
	}

	/** What a line shows, in the order in which they are drawn. */
	public enum Kind {

		/** What was really there. */
		MEASURED("measured"),

		/** The policy that is set. */
		PRESENT("the present policy"),

		/** The policy that is simulated. */
		PROPOSED("this policy");

		private final String label;

		Kind(String label) {
			this.label = label;
		}

		public String label() {
			return this.label;
		}

	}

	/**
	 * A line.
	 *
	 * @param kind what it shows
	 * @param path its path
	 */
	public record Line(Kind kind, String path) {

		/**
		 * The line's style.
		 * @return a class of the style sheet
		 */
		public String style() {
			return this.kind.name().toLowerCase(Locale.ROOT);
		}

	}

}
