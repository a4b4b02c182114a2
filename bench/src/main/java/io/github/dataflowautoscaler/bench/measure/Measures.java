package io.github.dataflowautoscaler.bench.measure;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Computes the figures of a run. Accuracy and time share are those of Herbst et al.,
 * "Ready for Rain? A View from SPEC Research on the Future of Cloud Metrics"
 * (SPEC-RG-2016-01, 2016), relative to the demand of the moment as in Bauer et al.,
 * "Chameleon: A Hybrid, Proactive Auto-Scaling Mechanism on a Level-Playing Field" (IEEE
 * TPDS, 2019).
 */
public final class Measures {

	/** More than this is a backlog that scaling in would prolong. */
	static final double BACKLOG_SECONDS = 10;

	/** A backlog of less needs no instance of its own. */
	static final double SETTLED_SECONDS = 5;

	/** So long it has to stay settled. */
	static final int SETTLED_FOR = 60;

	/** The lowest target utilization that any of the controllers comes with. */
	static final double SPARE = 0.7;

	/** Who looks further ahead than this when scaling out guesses. */
	static final int AHEAD = 120;

	private static final double LATE_SECONDS = 30;

	private final List<Demand> demands;

	private final List<Timeline> timelines;

	private final int seconds;

	private Measures(List<Demand> demands, List<Timeline> timelines) {
		this.demands = demands;
		this.timelines = timelines;
		this.seconds = timelines.get(0).seconds();
	}

	/**
	 * Measures a run. With several applications, accuracies and time shares are averaged
	 * over them, what is counted or paid is added up, and of backlogs the worst one
	 * counts.
	 * @param controller its name
	 * @param demands for each application
	 * @param timelines of the run, likewise
	 * @return the figures, rounded to four decimals
	 */
	public static Figures of(String controller, List<Demand> demands, List<Timeline> timelines) {
		Measures measures = new Measures(demands, timelines);
		return new Figures(controller, measures.count(Measures::actions), measures.count(Measures::reversals),
				measures.count(Measures::wrongDirections), round(measures.hours()),
				percent(measures.mean((demand, supply) -> Math.max(demand - supply, 0) / demand)),
				percent(measures.mean((demand, supply) -> Math.max(supply - demand, 0) / demand)),
				percent(measures.mean((demand, supply) -> (supply < demand) ? 1 : 0)),
				percent(measures.mean((demand, supply) -> (supply > demand) ? 1 : 0)),
				percent(measures.timeShare((second) -> measures.backlog(second) > LATE_SECONDS)),
				round(measures.highest(measures::backlog)), measures.longestUnsettled());
	}

	private static double round(double value) {
		return Math.rint(value * 10_000) / 10_000;
	}

	private static double percent(double share) {
		return round(100 * share);
	}

	private int count(Counter counter) {
		return IntStream.range(0, this.timelines.size())
			.map((index) -> counter.count(this.demands.get(index), this.timelines.get(index)))
			.sum();
	}

	private double hours() {
		double sum = 0;
		for (Timeline timeline : this.timelines) {
			for (int second = 0; second < this.seconds; second++) {
				sum += timeline.existing(second);
			}
		}
		return sum / 3600;
	}

	private double mean(Distance distance) {
		double sum = 0;
		for (int index = 0; index < this.timelines.size(); index++) {
			for (int second = 0; second < this.seconds; second++) {
				sum += distance.of(this.demands.get(index).instances(second), this.timelines.get(index).ready(second));
			}
		}
		return sum / this.seconds / this.timelines.size();
	}

	private double timeShare(IntPredicate when) {
		return (double) IntStream.range(0, this.seconds).filter(when).count() / this.seconds;
	}

	private double highest(IntToDoubleFunction value) {
		return IntStream.range(0, this.seconds).mapToDouble(value).max().orElse(0);
	}

	private double backlog(int second) {
		double worst = 0;
		for (int index = 0; index < this.timelines.size(); index++) {
			worst = Math.max(worst, this.demands.get(index).seconds(second, this.timelines.get(index).waiting(second)));
		}
		return worst;
	}

	private boolean settled(int second) {
		for (int index = 0; index < this.timelines.size(); index++) {
			if (this.timelines.get(index).ready(second) < this.demands.get(index).instances(second)) {
				return false;
			}
		}
		return backlog(second) <= SETTLED_SECONDS;
	}

	private int longestUnsettled() {
		int longest = 0;
		int since = -1;
		int lastUnsettled = 0;
		for (int second = 0; second < this.seconds; second++) {
			if (!settled(second)) {
				since = (since < 0) ? second : since;
				lastUnsettled = second;
				longest = Math.max(longest, second + 1 - since);
			}
			else if (second - lastUnsettled >= SETTLED_FOR) {
				since = -1;
			}
		}
		return longest;
	}

	private static int actions(Demand demand, Timeline timeline) {
		return timeline.actions().size();
	}

	private static int reversals(Demand demand, Timeline timeline) {
		List<Action> actions = timeline.actions();
		return (int) IntStream.range(1, actions.size())
			.filter((index) -> actions.get(index).out() != actions.get(index - 1).out())
			.count();
	}

	private static int wrongDirections(Demand demand, Timeline timeline) {
		return (int) timeline.actions().stream().filter((action) -> wrong(action, demand, timeline)).count();
	}

	/**
	 * Out is wrong if the load to come leaves what was there with time to spare and next
	 * to nothing waits; in is wrong if too few remain or a backlog waits.
	 */
	private static boolean wrong(Action action, Demand demand, Timeline timeline) {
		int second = action.second();
		double backlog = demand.seconds(second, timeline.waiting(second));
		if (action.out()) {
			return backlog <= SETTLED_SECONDS && demand.utilization(second, AHEAD, action.from()) <= SPARE;
		}
		return backlog > BACKLOG_SECONDS || action.to() < demand.forLoad(second);
	}

	/** Something to count in an application's run. */
	@FunctionalInterface
	private interface Counter {

		int count(Demand demand, Timeline timeline);

	}

	/** A distance between demanded and supplied instances at one second. */
	@FunctionalInterface
	private interface Distance {

		double of(double demand, double supply);

	}

}
