package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Foresight on a real Prometheus in which two weeks are recorded. Every day the load has
 * risen at the minute that begins soon.
 */
class ForesightOnPrometheusTests {

	private static final List<String> STREAMS = List.of("advised", "foreseen");

	private static final long DAY = Duration.ofDays(1).toSeconds();

	/** An instance does ten messages a second. */
	private static final Map<String, Double> GAUGES = Map.of("autoscale:arrival:rate30s", 8.0, "autoscale:input:rate1m",
			8.0, "autoscale:busy:rate1m", 0.8, "autoscale:instances:count", 1.0, "autoscale:consumers:count", 1.0,
			"autoscale:partitions:count", 12.0, "autoscale:lag:messages", 0.0);

	private final Instant begin = Instant.now();

	private final Instant rise = this.begin.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(2));

	@Test
	void instancesAreThereBeforeTheRiseAndAdviceIsRecorded(@TempDir Path directory) throws IOException {
		record(directory);
		try (DataFlowStandIn dataFlow = new DataFlowStandIn();
				PrometheusProcess prometheus = new PrometheusProcess(directory, "",
						"--storage.tsdb.retention.time=31d")) {
			STREAMS.forEach((stream) -> dataFlow.deploy(stream, "time | work", "time", "work"));
			try (RunningWebHook webhook = RunningWebHook.start(directory, dataFlow.uri(),
					"--autoscale.prometheus.uri=" + prometheus.uri(),
					"--autoscale.policies.advised.work.max-instances=4",
					"--autoscale.policies.advised.work.foresight=advise",
					"--autoscale.policies.foreseen.work.max-instances=4",
					"--autoscale.policies.foreseen.work.foresight=on")) {
				await().atMost(Duration.ofMinutes(2))
					.untilAsserted(() -> assertThat(webhook.get("/api/history?stream=advised").body())
						.contains("\"reason\":\"advised\"", "it would have gone to 4", "35/s were seen"));
				await().atMost(Duration.ofMinutes(2))
					.untilAsserted(() -> assertThat(webhook.get("/api/history?stream=foreseen").body())
						.contains("\"reason\":\"foreseen\"", "35/s were seen"));
				await().untilAsserted(() -> assertThat(dataFlow.scaleCalls()).containsExactly("foreseen/work=4"));
			}
		}
	}

	/** Up to some minutes after the rise, of which today nothing is seen. */
	private void record(Path directory) throws IOException {
		long end = this.rise.plus(Duration.ofMinutes(5)).getEpochSecond();
		StringBuilder text = new StringBuilder();
		append(text, "autoscale:arrival:rate1m", end - 13 * DAY, end,
				(second) -> rate(this.rise.getEpochSecond() - second));
		GAUGES.forEach((name, value) -> append(text, name, end - 1800, end, (second) -> value));
		Path file = Files.writeString(directory.resolve("past"), text.append("# EOF\n"));
		Process promtool = new ProcessBuilder(PrometheusProcess.program("promtool"), "tsdb", "create-blocks-from",
				"openmetrics", file.toString(), directory.resolve("tsdb").toString())
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("promtool.log").toFile())
			.start();
		assertThat(promtool.onExit().join().exitValue()).as(Files.readString(directory.resolve("promtool.log")))
			.isZero();
	}

	/**
	 * High for six hours after the rise of each day but the present one. A rate over a
	 * minute has risen one minute after its load.
	 */
	private static double rate(long secondsBeforeTheRise) {
		long sinceARise = Math.floorMod(-secondsBeforeTheRise, DAY);
		return (secondsBeforeTheRise > 0 && sinceARise >= 60 && sinceARise < DAY / 4) ? 35 : 8;
	}

	private static void append(StringBuilder text, String name, long from, long to, LongToDoubleFunction value) {
		text.append("# TYPE ").append(name).append(" gauge\n");
		for (String stream : STREAMS) {
			for (long second = from / 15 * 15; second <= to; second += 15) {
				text.append(name)
					.append("{stream_name=\"")
					.append(stream)
					.append("\",application_name=\"work\"} ")
					.append(value.applyAsDouble(second))
					.append(' ')
					.append(second)
					.append('\n');
			}
		}
	}

}
