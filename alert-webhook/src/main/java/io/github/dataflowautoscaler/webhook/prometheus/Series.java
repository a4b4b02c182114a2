package io.github.dataflowautoscaler.webhook.prometheus;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.decision.Arrival;
import io.github.dataflowautoscaler.webhook.decision.HotPartition;
import io.github.dataflowautoscaler.webhook.decision.Measurement;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.decision.Witness;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.Sample;
import org.jspecify.annotations.Nullable;

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
	LAG("autoscale:lag:messages"),

	/** Its change per second. */
	LAG_TREND("autoscale:lag:trend2m"),

	/** Instances that report. */
	INSTANCES("autoscale:instances:count"),

	/** Consumers that take messages in. */
	CONSUMERS("autoscale:consumers:count"),

	/** Partitions that are read. */
	PARTITIONS("autoscale:partitions:count"),

	/** The share of the partition that gets most, where that is more than its part. */
	HOT_PARTITION("autoscale:hot_partition:share"),

	/** The witness of the arrival. */
	ARRIVAL_WITNESS("autoscale:arrival:witness"),

	/** The witness of the input. */
	INPUT_WITNESS("autoscale:input:witness"),

	/** The witness of the output. */
	OUTPUT_WITNESS("autoscale:output:witness"),

	/** The witness of the busy time. */
	BUSY_WITNESS("autoscale:busy:witness"),

	/** The witness of the number of consumers. */
	CONSUMERS_WITNESS("autoscale:consumers:witness");

	private static final Map<String, Series> BY_METRIC = Stream.of(values())
		.collect(Collectors.toUnmodifiableMap((series) -> series.metric, Function.identity()));

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
		return query(List.of(values()), "");
	}

	/**
	 * The same of one application, whose names are free of what PromQL would interpret.
	 * @param id the application
	 * @return the PromQL text
	 */
	static String query(ApplicationId id) {
		return query(List.of(values()), id);
	}

	/**
	 * The same for some series.
	 * @param series the series
	 * @param id the application
	 * @return the PromQL text
	 */
	static String query(List<Series> series, ApplicationId id) {
		return query(series, ",stream_name=\"%s\",application_name=\"%s\"".formatted(id.stream(), id.application()));
	}

	private static String query(List<Series> series, String more) {
		return "last_over_time({__name__=~\"%s\"%s}[45s])"
			.formatted(series.stream().map(Series::metric).collect(Collectors.joining("|")), more);
	}

	static Map<ApplicationId, Observation> observations(List<Sample> samples) {
		Map<Labels, Map<Series, Measurement>> measurements = new HashMap<>();
		Map<Labels, HotPartition> hot = new HashMap<>();
		for (Sample sample : samples) {
			Labels labels = new Labels(orEmpty(sample.stream()), orEmpty(sample.application()));
			Map<Series, Measurement> each = measurements.computeIfAbsent(labels, (key) -> new EnumMap<>(Series.class));
			add(each, orEmpty(sample.name()), sample.value());
			if (HOT_PARTITION.metric.equals(sample.name()) && sample.value() > 0) {
				hot.merge(labels, new HotPartition(orEmpty(sample.partition()), Math.min(1, sample.value())),
						(first, second) -> (first.share() >= second.share()) ? first : second);
			}
		}
		Map<ApplicationId, Observation> observations = new HashMap<>();
		measurements.forEach((labels, each) -> labels.application()
			.ifPresent((id) -> observations.put(id, observation(each, hot.get(labels)))));
		return observations;
	}

	/**
	 * Adds a sample to what is known of an application at one moment.
	 * @param measurements what is known
	 * @param metric the metric's name; others than these series are left out
	 * @param value the sample's value
	 */
	static void add(Map<Series, Measurement> measurements, String metric, double value) {
		Series series = BY_METRIC.get(metric);
		if (series != null) {
			measurements.merge(series, Measurement.of(value),
					(first, second) -> Measurement.unknown("%s has more than one value".formatted(metric)));
		}
	}

	private static String orEmpty(@Nullable String label) {
		return (label != null) ? label : "";
	}

	static Observation observation(Map<Series, Measurement> measurements, @Nullable HotPartition hot) {
		Arrival arrival = new Arrival(ARRIVAL.in(measurements).by(ARRIVAL_WITNESS.witness(measurements)),
				RECENT_ARRIVAL.in(measurements).by(ARRIVAL_WITNESS.witness(measurements)),
				ARRIVAL_TREND.in(measurements), LATEST_ARRIVAL_TREND.in(measurements));
		return new Observation(arrival, INPUT.in(measurements).by(INPUT_WITNESS.witness(measurements)),
				OUTPUT.in(measurements).by(OUTPUT_WITNESS.witness(measurements)),
				BUSY.in(measurements).by(BUSY_WITNESS.witness(measurements)), LAG.in(measurements),
				LAG_TREND.in(measurements), INSTANCES.in(measurements),
				CONSUMERS.in(measurements).by(CONSUMERS_WITNESS.witness(measurements)), PARTITIONS.in(measurements),
				hot);
	}

	private @Nullable Witness witness(Map<Series, Measurement> measurements) {
		Measurement number = measurements.get(this);
		return (number != null) ? Witness.of(number.orElse(0)).orElse(null) : null;
	}

	private Measurement in(Map<Series, Measurement> measurements) {
		Measurement measurement = measurements.get(this);
		return (measurement != null) ? measurement
				: Measurement.unknown("Prometheus has no recent value of " + this.metric);
	}

	/** What the samples of an application have in common, looked at once for all. */
	private record Labels(String stream, String name) {

		Optional<ApplicationId> application() {
			return (ApplicationId.isName(this.stream) && ApplicationId.isName(this.name))
					? Optional.of(new ApplicationId(this.stream, this.name)) : Optional.empty();
		}

	}

}
