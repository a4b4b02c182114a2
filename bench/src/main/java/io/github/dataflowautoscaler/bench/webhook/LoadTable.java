package io.github.dataflowautoscaler.bench.webhook;

import java.util.Locale;

import io.github.dataflowautoscaler.bench.webhook.LoadFigures.Phase;
import io.github.dataflowautoscaler.bench.webhook.LoadFigures.Quiet;

/**
 * The figures for people.
 */
final class LoadTable {

	private LoadTable() {
	}

	/**
	 * The tables of one process.
	 * @param title what was measured
	 * @param figures the figures
	 * @return lines, each with its end
	 */
	static String of(String title, LoadFigures figures) {
		StringBuilder text = new StringBuilder();
		text.append(line("%n%s: ready after %.1f s with %.1f s of CPU, %.0f MB resident at most, database %.1f MB%n",
				title, figures.startSeconds(), figures.startCpuSeconds(), figures.peakResidentMegabytes(),
				figures.databaseMegabytes()));
		text.append(line("%-22s %9s %9s %9s %9s %9s %9s %9s %9s%n", "notifications", "count", "per s", "p50 ms",
				"p90 ms", "p99 ms", "p99.9 ms", "max ms", "CPU µs"));
		for (Phase phase : figures.phases()) {
			text.append(line("%-22s %9d %9.0f %9.2f %9.2f %9.2f %9.2f %9.2f %9.0f%n", phase.name(),
					phase.notifications(), phase.perSecond(), phase.p50(), phase.p90(), phase.p99(), phase.p999(),
					phase.max(), phase.cpuMicroseconds()));
		}
		text.append(line("all scaled %.1f s after the first alert, %.2f ms of CPU each%n", figures.burst().seconds(),
				figures.burst().cpuMillisecondsPerApplication()));
		Quiet quiet = figures.quiet();
		return (quiet != null) ? text.append(of(quiet)).toString() : text.toString();
	}

	/**
	 * The webhook beside the control: the median of all starts, and in brackets how many
	 * times the control's that is.
	 * @param runs what was measured at one number of streams
	 * @return lines, each with its end
	 */
	static String comparison(LoadComparison runs) {
		StringBuilder text = new StringBuilder(line("%n%-22s %9s %16s %16s%n",
				"median of %d start%s".formatted(runs.starts(), (runs.starts() == 1) ? "" : "s"), "control", "jar",
				"image"));
		runs.medians()
			.forEach((measure) -> text.append(
					line("%-22s %9.1f %9.1f (%4.2f) %9.1f (%4.2f)%n", measure.name(), measure.control(), measure.jar(),
							measure.jar() / measure.control(), measure.image(), measure.image() / measure.control())));
		return text.toString();
	}

	private static String of(Quiet quiet) {
		return line("without alerts %.1f %% of a core, %.0f µs of CPU for an application and 15 s%n"
				+ "assessing all %.0f ms, reading all streams %.0f ms, refreshing gauges %.0f ms, a scrape %.0f ms,"
				+ " discovery %.0f ms, status %.0f ms%n", quiet.cpuPercent(), quiet.cpuMicrosecondsPerApplication(),
				quiet.roundMilliseconds(), quiet.pollMilliseconds(), quiet.gaugesMilliseconds(),
				quiet.scrapeMilliseconds(), quiet.discoveryMilliseconds(), quiet.statusMilliseconds());
	}

	private static String line(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
