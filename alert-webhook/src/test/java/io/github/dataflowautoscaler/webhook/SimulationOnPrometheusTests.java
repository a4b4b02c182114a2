package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * A simulation on a real Prometheus, with more values than it answers at once, and with a
 * shorter past than is asked for.
 */
class SimulationOnPrometheusTests {

	private static final int STEPS = 3 * 5760;

	/** An instance does ten messages a second. */
	private static final Map<String, Double> GAUGES = Map.of("autoscale:input:rate1m", 8.0, "autoscale:busy:rate1m",
			0.8, "autoscale:instances:count", 1.0, "autoscale:consumers:count", 1.0, "autoscale:partitions:count", 12.0,
			"autoscale:lag:messages", 0.0);

	@Test
	void aPastIsReadInPagesAndFromWhereItBegins(@TempDir Path directory) throws IOException {
		record(directory, System.currentTimeMillis() / 15_000 * 15);
		try (PrometheusProcess prometheus = new PrometheusProcess(directory, "", "--storage.tsdb.retention.time=31d");
				RunningWebHook webhook = RunningWebHook.start(directory, "http://127.0.0.1:1",
						"--autoscale.prometheus.uri=" + prometheus.uri())) {
			HttpResponse<String> answer = await().atMost(Duration.ofMinutes(1))
				.until(() -> webhook.get("/api/policies/scaletest/transform/simulation?since=P4D&maxInstances=6"),
						(each) -> each.statusCode() != 502);
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
			String body = answer.body();
			assertThat(JsonPath.<String>read(body, "$.leftOut")).startsWith("1 d ")
				.contains(" of 4 d could not be read");
			assertThat(JsonPath.<Double>read(body, "$.capacityPerInstance")).isEqualTo(10, within(0.01));
			assertThat(number(body, "measured.instanceHours")).isEqualTo(72, within(0.2));
			// Twelve hours of each day one instance is enough, and six are needed for the
			// rest of it.
			assertThat(number(body, "proposed.instanceHours")).isEqualTo(3 * (12 + 72), within(3.0));
			assertThat(number(body, "proposed.actions")).isBetween(5.0, 8.0);
			assertThat(number(body, "fixedInstances")).isEqualTo(4);
		}
	}

	/** Halves of days in which 8 and 35 messages a second arrive. */
	private static void record(Path directory, long end) throws IOException {
		StringBuilder text = new StringBuilder();
		append(text, "autoscale:arrival:rate1m", end, (stepsAgo) -> (stepsAgo / 2880 % 2 == 0) ? 35 : 8);
		GAUGES.forEach((name, value) -> append(text, name, end, (stepsAgo) -> value));
		Path file = Files.writeString(directory.resolve("past"), text.append("# EOF\n"));
		Process promtool = new ProcessBuilder(PrometheusProcess.program("promtool"), "tsdb", "create-blocks-from",
				"openmetrics", file.toString(), directory.resolve("tsdb").toString())
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("promtool.log").toFile())
			.start();
		assertThat(promtool.onExit().join().exitValue()).as(Files.readString(directory.resolve("promtool.log")))
			.isZero();
	}

	private static void append(StringBuilder text, String name, long end, IntToDoubleFunction value) {
		text.append("# TYPE ").append(name).append(" gauge\n");
		for (int step = STEPS - 1; step >= 0; step--) {
			text.append(name)
				.append("{stream_name=\"scaletest\",application_name=\"transform\"} ")
				.append(value.applyAsDouble(step))
				.append(' ')
				.append(end - 15L * step)
				.append('\n');
		}
	}

	private static double number(String body, String path) {
		return JsonPath.<Number>read(body, "$." + path).doubleValue();
	}

}
