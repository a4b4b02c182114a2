package io.github.dataflowautoscaler.bench.webhook;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was measured of one process at one number of streams.
 *
 * @param startSeconds from the start of the process until it was ready
 * @param startCpuSeconds processor time meanwhile
 * @param phases the loads, in their order
 * @param burst what became of the first alerts, which came for all streams at once
 * @param quiet what goes on without alerts, {@code null} if that was not measured
 * @param peakResidentMegabytes most memory that the process occupied
 * @param databaseMegabytes size of the database at the end
 */
record LoadFigures(double startSeconds, double startCpuSeconds, List<Phase> phases, Burst burst, @Nullable Quiet quiet,
		double peakResidentMegabytes, double databaseMegabytes) {

	LoadFigures {
		phases = List.copyOf(phases);
	}

	/**
	 * The notifications of one kind.
	 * @param name the kind
	 * @return what was measured with it
	 */
	Phase phase(String name) {
		return this.phases.stream().filter((phase) -> phase.name().equals(name)).findFirst().orElseThrow();
	}

	/**
	 * The notifications of one kind; milliseconds from the moment when a notification was
	 * due until its answer was read.
	 *
	 * @param name the kind
	 * @param notifications how many, all of them answered with 200
	 * @param perSecond how many a second
	 * @param p50 the median
	 * @param p90 90th percentile
	 * @param p99 99th percentile
	 * @param p999 99.9th percentile
	 * @param max the longest
	 * @param cpuMicroseconds the webhook's processor time meanwhile, for one notification
	 */
	record Phase(String name, int notifications, double perSecond, double p50, double p90, double p99, double p999,
			double max, double cpuMicroseconds) {

		static Phase of(String name, Latencies latencies, double cpuSeconds) {
			return new Phase(name, latencies.count(), latencies.perSecond(), latencies.percentile(50),
					latencies.percentile(90), latencies.percentile(99), latencies.percentile(99.9),
					latencies.percentile(100), 1e6 * cpuSeconds / latencies.count());
		}

	}

	/**
	 * From the first alert until every application had been scaled.
	 *
	 * @param seconds how long it took
	 * @param cpuMillisecondsPerApplication the webhook's processor time for receiving,
	 * evaluating and scaling one
	 */
	record Burst(double seconds, double cpuMillisecondsPerApplication) {
	}

	/**
	 * What goes on without alerts: all streams are read every 10 s, all applications
	 * assessed every 15 s, the metrics refreshed every 5 s, and Prometheus scrapes and
	 * asks for targets every 15 s.
	 *
	 * @param cpuPercent processor time of all of it, in percent of one core
	 * @param cpuMicrosecondsPerApplication the same for one application and one round of
	 * 15 s
	 * @param roundMilliseconds a round of assessments
	 * @param pollMilliseconds a reading of all streams
	 * @param gaugesMilliseconds a refreshment of the metrics
	 * @param scrapeMilliseconds an answer of {@code /actuator/prometheus}
	 * @param discoveryMilliseconds an answer of {@code /discovery/prometheus}
	 * @param statusMilliseconds an answer of {@code /api/streams}
	 */
	record Quiet(double cpuPercent, double cpuMicrosecondsPerApplication, double roundMilliseconds,
			double pollMilliseconds, double gaugesMilliseconds, double scrapeMilliseconds, double discoveryMilliseconds,
			double statusMilliseconds) {
	}

}
