package io.github.dataflowautoscaler.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.github.dataflowautoscaler.bench.measure.Figures;

/**
 * The figures for people: a table for each load and one over all loads.
 */
public final class Table {

	private static final String HEADER = "%-26s %7s %7s %5s %8s %7s %8s %8s %6s %6s %7s %9s %8s".formatted("controller",
			"actions", "revers.", "wrong", "hours", "/oracle", "under %", "over %", "u.t. %", "o.t. %", ">30s %",
			"worst s", "settle s");

	private Table() {
	}

	/**
	 * The table of one load.
	 * @param result of the load
	 * @return lines, each with its end
	 */
	public static String of(LoadResult result) {
		StringBuilder text = new StringBuilder();
		text.append("%n%s (%s h, oracle %s instance-hours)%n".formatted(result.name(),
				number(result.durationSeconds() / 3600.0), number(result.oracleInstanceHours())));
		text.append(HEADER).append(System.lineSeparator());
		for (Figures figures : result.controllers()) {
			text.append(line(figures, result.oracleInstanceHours()));
		}
		return text.toString();
	}

	private static String line(Figures figures, double oracleHours) {
		return "%-26s %7d %7d %5d %8s %7s %8s %8s %6s %6s %7s %9s %8s%n".formatted(figures.name(), figures.actions(),
				figures.reversals(), figures.wrongDirectionActions(), number(figures.instanceHours()),
				number(figures.instanceHours() / oracleHours), number(figures.underProvisioningPercent()),
				number(figures.overProvisioningPercent()), number(figures.underProvisionedTimePercent()),
				number(figures.overProvisionedTimePercent()), number(figures.backlogOver30sTimePercent()),
				number(figures.worstBacklogSeconds()), number(figures.settlingSeconds()));
	}

	/**
	 * The table over all loads: counts and hours added up, shares averaged, of the worst
	 * backlogs and settling times the worst.
	 * @param loads with the same controllers each
	 * @return lines, each with its end
	 */
	public static String summary(List<LoadResult> loads) {
		double oracleHours = loads.stream().mapToDouble(LoadResult::oracleInstanceHours).sum();
		StringBuilder text = new StringBuilder();
		text.append("%nall %s loads (oracle %s instance-hours)%n".formatted(loads.size(), number(oracleHours)));
		text.append(HEADER).append(System.lineSeparator());
		for (int index = 0; index < loads.get(0).controllers().size(); index++) {
			List<Figures> figures = new ArrayList<>();
			for (LoadResult load : loads) {
				figures.add(load.controllers().get(index));
			}
			text.append(line(overall(figures), oracleHours));
		}
		return text.toString();
	}

	private static Figures overall(List<Figures> figures) {
		return new Figures(figures.get(0).name(), figures.stream().mapToInt(Figures::actions).sum(),
				figures.stream().mapToInt(Figures::reversals).sum(),
				figures.stream().mapToInt(Figures::wrongDirectionActions).sum(),
				figures.stream().mapToDouble(Figures::instanceHours).sum(),
				mean(figures, Figures::underProvisioningPercent), mean(figures, Figures::overProvisioningPercent),
				mean(figures, Figures::underProvisionedTimePercent), mean(figures, Figures::overProvisionedTimePercent),
				mean(figures, Figures::backlogOver30sTimePercent),
				figures.stream().mapToDouble(Figures::worstBacklogSeconds).max().orElse(0),
				figures.stream().mapToDouble(Figures::settlingSeconds).max().orElse(0));
	}

	private static double mean(List<Figures> figures, ToDoubleFunction<Figures> figure) {
		return figures.stream().mapToDouble(figure).average().orElse(0);
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, (Math.abs(value) < 100) ? "%.2f" : "%.0f", value);
	}

}
