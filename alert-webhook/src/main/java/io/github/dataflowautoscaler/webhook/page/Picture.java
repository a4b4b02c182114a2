package io.github.dataflowautoscaler.webhook.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.github.dataflowautoscaler.webhook.page.Flow.Node;
import io.github.dataflowautoscaler.webhook.page.Layers.Layer;
import io.github.dataflowautoscaler.webhook.page.Layers.Line;
import io.github.dataflowautoscaler.webhook.page.Layers.Link;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.status.Measures;
import org.jspecify.annotations.Nullable;

/**
 * A stream as it is drawn: columns from left to right, or from top to bottom on a
 * telephone.
 *
 * @param columns the columns
 * @param rows the most rows that a column has
 */
public record Picture(List<Column> columns, int rows) {

	/**
	 * Draws a stream.
	 * @param flow the stream
	 * @param measures what was measured of each application
	 * @return the picture
	 */
	static Picture of(Flow flow, Function<ApplicationId, Measures> measures) {
		Rates rates = new Rates(flow, measures);
		List<Column> columns = new ArrayList<>();
		int before = 0;
		for (Layer<Node> layer : Layers.of(flow.nodes(), flow.links())) {
			int rows = Math.max(before, layer.slots().size());
			columns.add(new Column(rows, layer.lines().stream().map(Stroke::of).toList(), labels(rows, layer, rates),
					layer.slots()));
			before = layer.slots().size();
		}
		return new Picture(List.copyOf(columns), columns.stream().mapToInt(Column::rows).max().orElse(0));
	}

	private static List<List<Label>> labels(int rows, Layer<Node> layer, Rates rates) {
		return IntStream.range(0, rows)
			.mapToObj((row) -> layer.lines()
				.stream()
				.filter((line) -> line.last() && line.own() == row)
				.map((line) -> rates.label(line.link()))
				.toList())
			.toList();
	}

	/**
	 * The rows that a column does not need. They are drawn empty, so that the rows of all
	 * columns are aligned.
	 * @param used how many it needs
	 * @return the numbers of the others
	 */
	public List<Integer> spare(int used) {
		return IntStream.range(used, this.rows).boxed().toList();
	}

	/**
	 * A column, and what leads to it.
	 *
	 * @param rows how many rows the lines need
	 * @param strokes the lines
	 * @param labels what is written at the lines, by row
	 * @param slots what is in each row; nothing where a line passes by
	 */
	public record Column(int rows, List<Stroke> strokes, List<List<Label>> labels, List<Optional<Node>> slots) {
	}

	/**
	 * A line, drawn on a ground of 100 units for each row and for the way between two
	 * columns.
	 *
	 * @param wide its path from left to right
	 * @param tall its path from top to bottom
	 */
	public record Stroke(String wide, String tall) {

		static Stroke of(Line<Node> line) {
			int begin = 100 * line.from() + 50;
			int end = 100 * line.to() + 50;
			int turn = (line.own() == line.to()) ? 12 : 88;
			return new Stroke("M0 %dH%dV%dH100".formatted(begin, turn, end),
					"M%d 0V%dH%dV100".formatted(begin, turn, end));
		}

	}

	/**
	 * What is written at a line.
	 *
	 * @param rate messages per second, {@code null} if unknown
	 * @param lag messages that wait, {@code null} if unknown or nobody waits at this line
	 * alone
	 */
	public record Label(@Nullable Double rate, @Nullable Double lag) {
	}

	/**
	 * An application's measures are of all that it reads, and of all that it writes.
	 */
	private record Rates(Flow flow, Function<ApplicationId, Measures> measures) {

		Label label(Link<Node> link) {
			ApplicationId from = link.from().id();
			ApplicationId to = link.to().id();
			if (to != null && this.flow.before(to).size() == 1) {
				Measures reader = this.measures.apply(to);
				return new Label(reader.arrivalRate(), reader.lag());
			}
			return new Label((from != null) ? this.measures.apply(from).outputRate() : null, null);
		}

	}

}
