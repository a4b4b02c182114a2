package io.github.dataflowautoscaler.webhook.prometheus;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.decision.Arrival;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.decision.Reading;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.Sample;

/**
 * The series that the recording rules make, by their names in {@code prometheus/}.
 */
enum Series {

	/** Messages per second that arrive. */
	ARRIVAL("autoscale:arrival:rate1m"),

	/** The same over half a minute. */
	RECENT_ARRIVAL("autoscale:arrival:rate30s"),

	/** Its change per second, as both of the last two minutes had it. */
	ARRIVAL_TREND("autoscale:arrival:trend2m"),

	/** Its change per second, as the last minute had it. */
	LATEST_ARRIVAL_TREND("autoscale:arrival:trend1m"),

	/** Messages per second taken in. */
	INPUT("autoscale:input:rate1m"),

	/** Messages per second sent on. */
	OUTPUT("autoscale:output:rate1m"),

	/** Busy seconds per second. */
	BUSY("autoscale:busy:rate1m"),

	/** Messages that wait. */
	BACKLOG("autoscale:backlog:messages"),

	/** Its change per second. */
	BACKLOG_TREND("autoscale:lag:trend2m"),

	/** Instances that report. */
	INSTANCES("autoscale:instances:count"),

	/** Threads that take messages in. */
	CONSUMERS("autoscale:consumers:count"),

	/** Partitions that are read. */
	PARTITIONS("autoscale:partitions:count");

	private final String metric;

	Series(String metric) {
		this.metric = metric;
	}

	String metric() {
		return this.metric;
	}

	/**
	 * One query for all series of all applications. A sample is at most three evaluations
	 * of the rules old: an older one is of a rule that is no longer evaluated.
	 * @return the PromQL text
	 */
	static String query() {
		return "last_over_time({__name__=~\"%s\"}[45s])"
			.formatted(Stream.of(values()).map((series) -> series.metric).collect(Collectors.joining("|")));
	}

	static Map<ApplicationId, Observation> observations(List<Sample> samples) {
		Map<ApplicationId, Map<Series, Reading>> readings = new HashMap<>();
		for (Sample sample : samples) {
			series(sample).ifPresent((series) -> application(sample).ifPresent((id) -> readings
				.computeIfAbsent(id, (key) -> new EnumMap<>(Series.class))
				.merge(series, Reading.of(sample.number()),
						(first, second) -> Reading.unknown("%s has more than one value".formatted(series.metric)))));
		}
		Map<ApplicationId, Observation> observations = new HashMap<>();
		readings.forEach((id, each) -> observations.put(id, observation(each)));
		return observations;
	}

	private static Optional<Series> series(Sample sample) {
		return Stream.of(values()).filter((series) -> series.metric.equals(sample.label("__name__"))).findFirst();
	}

	private static Optional<ApplicationId> application(Sample sample) {
		String stream = sample.label("stream_name");
		String application = sample.label("application_name");
		return (ApplicationId.isName(stream) && ApplicationId.isName(application))
				? Optional.of(new ApplicationId(stream, application)) : Optional.empty();
	}

	private static Observation observation(Map<Series, Reading> readings) {
		Arrival arrival = new Arrival(ARRIVAL.in(readings), RECENT_ARRIVAL.in(readings), ARRIVAL_TREND.in(readings),
				LATEST_ARRIVAL_TREND.in(readings));
		return new Observation(arrival, INPUT.in(readings), OUTPUT.in(readings), BUSY.in(readings),
				BACKLOG.in(readings), BACKLOG_TREND.in(readings), INSTANCES.in(readings), CONSUMERS.in(readings),
				PARTITIONS.in(readings));
	}

	private Reading in(Map<Series, Reading> readings) {
		Reading reading = readings.get(this);
		return (reading != null) ? reading : Reading.unknown("Prometheus has no recent value of " + this.metric);
	}

}
