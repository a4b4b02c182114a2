package io.github.dataflowautoscaler.bench.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The webhook and the control at one number of streams, in the same run: started in turn,
 * so that what else the machine does meets all of them.
 *
 * @param streams streams, and so many applications with a policy
 * @param control the control's figures, one for each start
 * @param jar those of the webhook from its executable jar, as many
 * @param image those of the webhook as in its image, as many
 */
record LoadComparison(int streams, List<LoadFigures> control, List<LoadFigures> jar, List<LoadFigures> image) {

	LoadComparison {
		control = List.copyOf(control);
		jar = List.copyOf(jar);
		image = List.copyOf(image);
	}

	int starts() {
		return this.control.size();
	}

	List<Measure> medians() {
		List<Measure> measures = new ArrayList<>();
		measures.add(median("ready, s", LoadFigures::startSeconds));
		measures.add(median("CPU until ready, s", LoadFigures::startCpuSeconds));
		for (String phase : List.of("ignored", "repeated")) {
			measures.add(median(phase + ", per s", (figures) -> figures.phase(phase).perSecond()));
			measures.add(p99(phase));
			measures.add(median(phase + ", CPU µs", (figures) -> figures.phase(phase).cpuMicroseconds()));
		}
		measures.add(p99("at 200/s"));
		measures.add(p99("at half"));
		measures.add(median("resident at most, MB", LoadFigures::peakResidentMegabytes));
		return measures;
	}

	private Measure p99(String phase) {
		return median(phase + ", p99 ms", (figures) -> figures.phase(phase).p99());
	}

	private Measure median(String name, ToDoubleFunction<LoadFigures> figure) {
		return new Measure(name, median(this.control, figure), median(this.jar, figure), median(this.image, figure));
	}

	static double median(List<LoadFigures> runs, ToDoubleFunction<LoadFigures> figure) {
		double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}

	/**
	 * One measure of all three.
	 *
	 * @param name what it is, with its unit
	 * @param control the control's
	 * @param jar the webhook's from its jar
	 * @param image the webhook's as in its image
	 */
	record Measure(String name, double control, double jar, double image) {
	}

}
