package io.github.dataflowautoscaler.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

import io.github.dataflowautoscaler.bench.measure.Demand;
import io.github.dataflowautoscaler.bench.measure.Timeline;

/**
 * A load and its controllers over time: above demanded and serving instances, below what
 * waits. Of several applications the instances are added up, and the worst backlog
 * counts.
 */
public final class Plot {

	private static final List<String> COLOURS = List.of("#d1495b", "#00798c", "#edae49", "#30638e", "#7a5195",
			"#2e933c");

	private static final String DEMAND_COLOUR = "#d9d9d9";

	private final String name;

	private final List<Demand> demands;

	private final Map<String, List<Timeline>> runs = new LinkedHashMap<>();

	private final int seconds;

	/**
	 * A plot without controllers.
	 * @param name of the load
	 * @param demands for each application
	 * @param seconds how long the load is
	 */
	public Plot(String name, List<Demand> demands, int seconds) {
		this.name = name;
		this.demands = demands;
		this.seconds = seconds;
	}

	/**
	 * Adds a controller, as long as there is a colour left.
	 * @param controller its name
	 * @param timelines of its run, for each application
	 */
	public void add(String controller, List<Timeline> timelines) {
		if (this.runs.size() < COLOURS.size()) {
			this.runs.put(controller, timelines);
		}
	}

	/**
	 * Draws.
	 * @return an SVG document
	 */
	public String toSvg() {
		double mostInstances = highest(this::demanded);
		double longestBacklog = 1;
		for (List<Timeline> timelines : this.runs.values()) {
			mostInstances = Math.max(mostInstances, highest((second) -> serving(timelines, second)));
			longestBacklog = Math.max(longestBacklog, highest((second) -> backlog(timelines, second)));
		}
		Panel instances = new Panel(50, 300, this.seconds, mostInstances);
		Panel backlog = new Panel(400, 120, this.seconds, longestBacklog);
		StringBuilder body = new StringBuilder();
		body.append(instances.area(this::demanded, DEMAND_COLOUR));
		body.append(instances.axes("instances")).append(backlog.axes("backlog, s"));
		int colour = 0;
		for (List<Timeline> timelines : this.runs.values()) {
			body.append(instances.line((second) -> serving(timelines, second), COLOURS.get(colour)));
			body.append(backlog.line((second) -> backlog(timelines, second), COLOURS.get(colour)));
			colour++;
		}
		body.append(legend());
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d 570" font-family="sans-serif" font-size="12">
				<rect width="100%%" height="100%%" fill="white"/>
				<text x="60" y="20" font-size="15">%s</text>
				%s</svg>
				""".formatted(Panel.WIDTH, this.name.replace("&", "&amp;").replace("<", "&lt;"), body);
	}

	private String legend() {
		List<String> names = new ArrayList<>(this.runs.keySet());
		StringBuilder text = new StringBuilder(entry(0, "demand", DEMAND_COLOUR));
		for (int index = 0; index < names.size(); index++) {
			text.append(entry(index + 1, names.get(index), COLOURS.get(index)));
		}
		return text.toString();
	}

	private static String entry(int index, String name, String colour) {
		int x = 60 + index * 140;
		return String.format(Locale.ROOT,
				"<rect x=\"%d\" y=\"30\" width=\"14\" height=\"8\" fill=\"%s\"/><text x=\"%d\" y=\"38\">%s</text>%n", x,
				colour, x + 18, name);
	}

	private double highest(IntToDoubleFunction value) {
		double highest = 1;
		for (int second = 0; second < this.seconds; second++) {
			highest = Math.max(highest, value.applyAsDouble(second));
		}
		return highest;
	}

	private double demanded(int second) {
		return this.demands.stream().mapToInt((demand) -> demand.instances(second)).sum();
	}

	private static double serving(List<Timeline> timelines, int second) {
		return timelines.stream().mapToInt((timeline) -> timeline.ready(second)).sum();
	}

	private double backlog(List<Timeline> timelines, int second) {
		double worst = 0;
		for (int index = 0; index < timelines.size(); index++) {
			worst = Math.max(worst, this.demands.get(index).seconds(second, timelines.get(index).waiting(second)));
		}
		return worst;
	}

}
