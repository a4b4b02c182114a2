package io.github.dataflowautoscaler.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.e2e.MonitoringTools.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every load between the capacity of one instance and that of four, at one to four
 * instances: exactly the alert that helps fires, and it never wavers. The original
 * recipe's alerts fail this for nearly every load.
 * <p>
 * Each case is a stream of its own in one promtool test, so promtool runs once, and the
 * rules prove on the way that they keep hundreds of streams apart.
 */
class ThroughputAlertsSweepTests {

	/** Messages/s that one instance can handle. */
	private static final double CAPACITY = 1000;

	private static final double TARGET_UTILIZATION = 0.85;

	private static final double NEARLY_SATURATED = 0.95;

	private static final int MAX_INSTANCES = 4;

	/** Divisible by every number of instances, so that the load is spread evenly. */
	private static final int PARTITIONS = 12;

	private static final int SCRAPE_SECONDS = 15;

	/**
	 * Long enough for an overload of 2 % to leave more than 30 s of work.
	 */
	private static final int MINUTES = 35;

	/**
	 * The first minutes do not count, as rates grow into their window; that no alert
	 * fires that early is what its {@code for} is there for.
	 */
	private static final int SETTLED_MINUTES = MINUTES - 2;

	/**
	 * Loads in capacities of one instance. None is so close above a multiple that its lag
	 * would take hours to show.
	 */
	private static final double[] LOADS = { 1.02, 1.1, 1.25, 1.5, 1.75, 1.99, 2, 2.04, 2.25, 2.5, 2.75, 2.99, 3, 3.06,
			3.25, 3.5, 3.75, 3.99, 4 };

	private static Result result;

	@BeforeAll
	static void runAllCasesAtOnce(@TempDir Path directory) throws IOException {
		Path file = directory.resolve("sweep.test.yml");
		Files.writeString(file, promtoolTest());
		result = MonitoringTools.run("promtool", List.of("test", "rules", file.toString()));
		assertThat(result.output()).as("promtool has judged the cases").containsAnyOf("SUCCESS", "expr: ");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("cases")
	void theAlertThatHelpsFires(Case sweepCase) {
		assertThat(failures(sweepCase)).as(sweepCase + ", expected " + sweepCase.expected()).isEmpty();
	}

	/**
	 * Catches whatever promtool complains about without naming a case.
	 */
	@Test
	void promtoolIsContent() {
		assertThat(result.exitCode()).as("%.2000s", result.output()).isZero();
	}

	static Stream<Case> cases() {
		return Stream.of(Setting.values())
			.flatMap((setting) -> IntStream.rangeClosed(1, MAX_INSTANCES)
				.boxed()
				.flatMap((instances) -> IntStream.range(0, LOADS.length)
					.mapToObj((load) -> new Case(setting, instances, LOADS[load]))));
	}

	private static String failures(Case sweepCase) {
		return Stream.of(result.output().split("\\R\\s*\\R|(?=\\s+expr: )"))
			.filter((paragraph) -> paragraph.contains(sweepCase.stream() + "\\\""))
			.collect(Collectors.joining(System.lineSeparator()));
	}

	private static String promtoolTest() {
		return """
				rule_files:
				  - %s
				evaluation_interval: %ds
				tests:
				  - interval: %2$ds
				    input_series:
				%s
				    promql_expr_test:
				%s
				""".formatted(MonitoringTools.projectFile("prometheus/alert.rules.yml"), SCRAPE_SECONDS,
				cases().flatMap(Case::series).collect(Collectors.joining("\n")),
				cases().flatMap(Case::checks).collect(Collectors.joining("\n")));
	}

	/**
	 * What the rules can know beside the rates.
	 */
	private enum Setting {

		/** Kafka tells what waits. */
		KAFKA,

		/** Kafka, and a policy with the original recipe's threshold of 500 messages/s. */
		THRESHOLD,

		/** RabbitMQ does not tell what waits. */
		RABBIT

	}

	/**
	 * A load at a number of instances, for as long as the test lasts.
	 *
	 * @param setting what is known beside the rates
	 * @param instances how many instances run
	 * @param load what arrives, in capacities of one instance
	 */
	private record Case(Setting setting, int instances, double load) {

		String stream() {
			return "%s-n%d-r%.2f".formatted(this.setting, this.instances, this.load).toLowerCase(Locale.ROOT);
		}

		/**
		 * Out if the instances are saturated, or are about to be while there is room; in
		 * if the work fits on one less at the target utilization; otherwise nothing.
		 */
		Expectation expected() {
			boolean room = this.instances < MAX_INSTANCES;
			if (this.load > this.instances || (room && this.load >= NEARLY_SATURATED * this.instances)) {
				return Expectation.SCALE_OUT;
			}
			return (this.load <= TARGET_UTILIZATION * (this.instances - 1)) ? Expectation.SCALE_IN
					: Expectation.NOTHING;
		}

		/**
		 * What the applications and the webhook would export: a source that sends the
		 * load, and instances that each handle their share of it as far as they can.
		 */
		Stream<String> series() {
			double share = Math.min(this.load / this.instances, 1);
			double waiting = this.load - share * this.instances;
			Stream<String> source = Stream.of(counter("process_uptime_seconds", "time", "", 1),
					counter("spring_integration_send_seconds_count", "time", channel("output"), this.load * CAPACITY));
			Stream<String> workers = IntStream.rangeClosed(1, this.instances)
				.mapToObj((instance) -> worker("instance=\"" + instance + "\"", share, waiting))
				.flatMap((series) -> series);
			Stream<String> webhook = Stream.of(gauge("autoscale_instances_running", "", this.instances),
					gauge("autoscale_policy_min_instances", "", 1),
					gauge("autoscale_policy_max_instances", "", MAX_INSTANCES),
					gauge("autoscale_policy_scale_in_by_instances", "", 1),
					gauge("autoscale_policy_target_utilization_ratio", "", TARGET_UTILIZATION),
					gauge("autoscale_stream_link",
							"upstream_stream_name=\"" + stream() + "\", upstream_application_name=\"time\"", 1));
			Stream<String> threshold = (this.setting == Setting.THRESHOLD)
					? Stream.of(gauge("autoscale_policy_scale_out_threshold_messages_per_second", "", 500))
					: Stream.empty();
			return Stream.of(source, workers, webhook, threshold).flatMap((series) -> series);
		}

		private Stream<String> worker(String instance, double share, double waiting) {
			Stream<String> application = Stream.of(counter("process_uptime_seconds", "transform", instance, 1),
					counter("spring_integration_send_seconds_count", "transform", instance + ", " + channel("input"),
							share * CAPACITY),
					counter("spring_integration_send_seconds_sum", "transform", instance + ", " + channel("input"),
							share));
			Stream<String> kafka = (this.setting != Setting.RABBIT) ? Stream.of(
					gauge("kafka_consumer_coordinator_assigned_partitions", instance, PARTITIONS / this.instances),
					counter("spring_cloud_stream_binder_kafka_offset", "transform",
							instance + ", group=\"g\", topic=\"t\"", waiting * CAPACITY))
					: Stream.empty();
			return Stream.concat(application, kafka);
		}

		private static String channel(String name) {
			return "type=\"channel\", name=\"" + name + "\", result=\"success\"";
		}

		private String gauge(String metric, String labels, double value) {
			return series(metric, "transform", labels, "%sx%d".formatted(value, samples()));
		}

		private String counter(String metric, String application, String labels, double perSecond) {
			return series(metric, application, labels, "0+%.4fx%d".formatted(perSecond * SCRAPE_SECONDS, samples()));
		}

		private String series(String metric, String application, String labels, String values) {
			return "      - { series: '%s{stream_name=\"%s\", application_name=\"%s\"%s}', values: '%s' }"
				.formatted(metric, stream(), application, labels.isEmpty() ? "" : ", " + labels, values);
		}

		private static int samples() {
			return MINUTES * 60 / SCRAPE_SECONDS;
		}

		/**
		 * The expected alert fires at the end; no other one has ever been as much as
		 * pending; and the expected one became active once and stayed so.
		 */
		Stream<String> checks() {
			String alerts = "{stream_name=\"%s\"".formatted(stream());
			return Stream.of(
					check("ALERTS" + alerts + ", alertstate=\"firing\"}", "ALERTS", ", alertstate=\"firing\"", 1),
					check("group by (alertname, stream_name, application_name, scale, severity) (last_over_time(ALERTS"
							+ alerts + "}[%dm]))".formatted(SETTLED_MINUTES), "", "", 1),
					check("changes(ALERTS_FOR_STATE" + alerts + "}[%dm])".formatted(SETTLED_MINUTES), "", "", 0));
		}

		private String check(String expression, String metric, String labels, int value) {
			String sample = "{ labels: '%s{stream_name=\"%s\", application_name=\"transform\", %s%s}', value: %d }"
				.formatted(metric, stream(), expected().labels, labels, value);
			return "      - { expr: '%s', eval_time: %dm, exp_samples: [%s] }".formatted(expression, MINUTES,
					(expected() != Expectation.NOTHING) ? sample : "");
		}

		@Override
		public String toString() {
			return "%s: %s of an instance's capacity at %d instance(s)".formatted(this.setting, this.load,
					this.instances);
		}

	}

	/**
	 * Which alert has to fire.
	 */
	private enum Expectation {

		SCALE_OUT("alertname=\"HighThroughputDifference\", scale=\"up\", severity=\"warning\""),

		SCALE_IN("alertname=\"ZeroThroughputDifference\", scale=\"down\", severity=\"none\""),

		NOTHING("");

		private final String labels;

		Expectation(String labels) {
			this.labels = labels;
		}

	}

}
