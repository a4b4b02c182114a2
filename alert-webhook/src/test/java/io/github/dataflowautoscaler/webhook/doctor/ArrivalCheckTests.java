package io.github.dataflowautoscaler.webhook.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests for what {@link ArrivalCheck} asks, with the rules and Prometheus' own promtool:
 * {@code http} sends to {@code work}, each by the counters that it would have.
 */
class ArrivalCheckTests {

	private static final String STEADY_LAG = "5x80";

	@TempDir
	static Path directory;

	private static final List<String> MOMENTS = Stream.iterate(1, (minute) -> minute <= 19, (minute) -> minute + 1)
		.map((minute) -> minute + "m")
		.toList();

	@ParameterizedTest
	@MethodSource
	void differencesThatLastAreFound(Counters counters, String found) {
		assertPromtoolSees(counters, List.of("10m", "18m"), found);
	}

	static Stream<Arguments> differencesThatLastAreFound() {
		return Stream.of(
				Arguments.argumentSet("somebody else produces most of it",
						new Counters("0+150x80", "0+7500x80", STEADY_LAG), "more"),
				Arguments.argumentSet("somebody else produces, and it piles up",
						new Counters("0+150x80", "0+150x80", "0+1500x80"), "more"),
				Arguments.argumentSet("half of what is sent leads nowhere",
						new Counters("0+1500x80", "0+750x80", STEADY_LAG), "less"),
				Arguments.argumentSet("nothing of what is sent arrives", new Counters("0+1500x80", "0x80", STEADY_LAG),
						"less"));
	}

	@ParameterizedTest
	@MethodSource
	void whatFitsOrPassesIsNoFinding(Counters counters) {
		assertPromtoolSees(counters, MOMENTS, "none");
	}

	static Stream<Arguments> whatFitsOrPassesIsNoFinding() {
		return Stream.of(Arguments.argumentSet("all arrives", new Counters("0+1500x80", "0+1500x80", STEADY_LAG)),
				Arguments.argumentSet("a fifth more is within the tolerance",
						new Counters("0+1500x80", "0+1800x80", STEADY_LAG)),
				Arguments.argumentSet("a fifth less is within the tolerance",
						new Counters("0+1500x80", "0+1250x80", STEADY_LAG)),
				Arguments.argumentSet("half of it piles up", new Counters("0+1500x80", "0+750x80", "0+750x80")),
				Arguments.argumentSet("next to nothing is sent", new Counters("0x80", "0+1x80", STEADY_LAG)),
				Arguments.argumentSet("the load rises at once",
						new Counters("0+15x40 600+3000x40", "0+15x40 600+1500x40", "5x40 5+1500x40")),
				Arguments.argumentSet("the load falls, and the rest is worked off",
						new Counters("0+3000x40 120000+15x40", "0+1500x39 60000+1500x40", "0+1500x39 60000-1485x40")),
				Arguments.argumentSet("less arrives, and the lag is worked off",
						new Counters("0+1500x80", "0+2250x80", "200000-1500x80")),
				Arguments.argumentSet("polls of 20 s make it uncertain",
						new Counters("0+1500x80", "0+2100x80", STEADY_LAG, "20000x80")),
				Arguments.argumentSet("a producer helps out for a minute",
						new Counters("0+150x80", "0+150x40 6000+3000x4 18000+150x40", STEADY_LAG)));
	}

	private static void assertPromtoolSees(Counters counters, List<String> moments, String found) {
		Promtool.assertPasses(directory, counters.test(moments, found));
	}

	/**
	 * What is counted every 15 seconds, in promtool's notation.
	 *
	 * @param sent what the upstream application has sent
	 * @param taken what the application has taken in
	 * @param lag what waits
	 * @param poll milliseconds between polls
	 */
	private record Counters(String sent, String taken, String lag, String poll) {

		private static final String SERIES = "  - {series: '%s{stream_name=\"s\",application_name=\"%s\",instance=\"%s\"%s}', values: '%s'}\n";

		Counters(String sent, String taken, String lag) {
			this(sent, taken, lag, "100x80");
		}

		String test(List<String> moments, String found) {
			String input = series("process_uptime_seconds", "http", "", "0+15x80")
					+ series("kafka_producer_record_send_total", "http", ",client_id=\"p\"", this.sent)
					+ series("process_uptime_seconds", "work", "", "0+15x80")
					+ series("kafka_consumer_coordinator_assigned_partitions", "work", ",client_id=\"c\"", "6x80")
					+ series("spring_kafka_listener_seconds_count", "work", ",result=\"success\"", this.taken)
					+ series("spring_cloud_stream_binder_kafka_offset", "work", ",group=\"s\",topic=\"t\"", this.lag)
					+ series("kafka_consumer_time_between_poll_max", "work", ",client_id=\"c\"", this.poll)
					+ series("autoscale_stream_link", "work",
							",upstream_stream_name=\"s\",upstream_application_name=\"http\"", "1x80");
			String expected = moments.stream()
				.map((moment) -> expression(ArrivalCheck.MORE, moment, found.equals("more"))
						+ expression(ArrivalCheck.LESS, moment, found.equals("less")))
				.collect(Collectors.joining());
			return "rule_files: ['%s']\nevaluation_interval: 15s\ntests:\n- interval: 15s\n  input_series:\n%s  promql_expr_test:\n%s"
				.formatted(Path.of("../prometheus/alert.rules.yml").toAbsolutePath().normalize(), input, expected);
		}

		private static String series(String name, String application, String labels, String values) {
			return SERIES.formatted(name, application, application, labels, values);
		}

		private static String expression(String expression, String moment, boolean found) {
			return "  - {expr: 'group by (stream_name,application_name) (%s)', eval_time: %s, exp_samples: [%s]}\n"
				.formatted(expression, moment,
						found ? "{labels: '{stream_name=\"s\",application_name=\"work\"}', value: 1}" : "");
		}

	}

}
