package io.github.dataflowautoscaler.bench.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import io.github.dataflowautoscaler.bench.webhook.LoadFigures.Phase;

/**
 * The webhook and the control at one number of streams, in the same run: started in turn,
 * so that what else the machine does meets both.
 *
 * @param streams streams, and so many applications with a policy
 * @param control the control's figures, one for each start
 * @param webHook the webhook's, as many
 */
record LoadComparison(int streams, List<LoadFigures> control, List<LoadFigures> webHook) {

	private static final List<String> PHASES = List.of("ignored", "repeated");

	LoadComparison {
		control = List.copyOf(control);
		webHook = List.copyOf(webHook);
	}

	int starts() {
		return this.webHook.size();
	}

	List<Measure> medians() {
		List<Measure> measures = new ArrayList<>();
		measures.add(median("ready, s", LoadFigures::startSeconds));
		measures.add(median("CPU until ready, s", LoadFigures::startCpuSeconds));
		for (String phase : PHASES) {
			measures.add(median(phase, "per s", Phase::perSecond));
			measures.add(median(phase, "p99 ms", Phase::p99));
			measures.add(median(phase, "CPU µs", Phase::cpuMicroseconds));
		}
		measures.add(median("resident at most, MB", LoadFigures::peakResidentMegabytes));
		return measures;
	}

	private Measure median(String phase, String unit, ToDoubleFunction<Phase> figure) {
		return median(phase + ", " + unit, (figures) -> figure.applyAsDouble(figures.phase(phase)));
	}

	private Measure median(String name, ToDoubleFunction<LoadFigures> figure) {
		return new Measure(name, median(this.control, figure), median(this.webHook, figure));
	}

	private static double median(List<LoadFigures> runs, ToDoubleFunction<LoadFigures> figure) {
		double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}

	/**
	 * One measure of both.
	 *
	 * @param name what it is, with its unit
	 * @param control the control's
	 * @param webHook the webhook's
	 */
	record Measure(String name, double control, double webHook) {
	}

}
