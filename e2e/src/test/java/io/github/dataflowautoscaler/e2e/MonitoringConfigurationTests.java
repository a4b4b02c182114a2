package io.github.dataflowautoscaler.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.e2e.MonitoringTools.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files in {@code prometheus/} and {@code alertmanager/}, judged by Prometheus' and
 * Alertmanager's own tools.
 */
class MonitoringConfigurationTests {

	private static final Path PROMETHEUS = MonitoringTools.projectFile("prometheus/prometheus.yml");

	private static final Path ALERTMANAGER = MonitoringTools.projectFile("alertmanager/alertmanager.yml");

	private static final Path RULE_TESTS = MonitoringTools.projectFile("prometheus/tests");

	@Test
	void prometheusAcceptsItsConfiguration() {
		assertSuccess(MonitoringTools.run("promtool", List.of("check", "config", PROMETHEUS.toString())));
	}

	@ParameterizedTest
	@ValueSource(strings = { "alert.rules.yml", "service.rules.yml" })
	void prometheusAcceptsTheRules(String file) {
		assertSuccess(MonitoringTools.run("promtool",
				List.of("check", "rules", MonitoringTools.projectFile("prometheus/" + file).toString())));
	}

	@Test
	void alertmanagerAcceptsItsConfiguration() {
		assertSuccess(MonitoringTools.run("amtool", List.of("check-config", ALERTMANAGER.toString())));
	}

	@Test
	void alertmanagerAcceptsTheExampleForSlack(@TempDir Path directory) throws IOException {
		String configuration = Files.readString(ALERTMANAGER);
		int example = configuration.indexOf("    # slack_configs:");
		Path uncommented = Files.writeString(directory.resolve("alertmanager.yml"), configuration.substring(0, example)
				+ configuration.substring(example).replaceAll("(?m)^ {4}# ", "    "));
		assertThat(uncommented).content().contains("    slack_configs:\n      - api_url_file:");
		assertSuccess(MonitoringTools.run("amtool", List.of("check-config", uncommented.toString())));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("ruleTests")
	void theRulesDoWhatTheirTestsSay(String file) {
		assertSuccess(MonitoringTools.run("promtool", List.of("test", "rules", RULE_TESTS.resolve(file).toString())));
	}

	static Stream<String> ruleTests() throws IOException {
		try (Stream<Path> files = Files.list(RULE_TESTS)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".test.yml"))
				.sorted()
				.toList()
				.stream();
		}
	}

	@ParameterizedTest(name = "{0} to {1}")
	@CsvSource(delimiter = '|', textBlock = """
			alertname=HighThroughputDifference stream_name=s application_name=a scale=up severity=warning  | autoscaler
			alertname=ZeroThroughputDifference stream_name=s application_name=a scale=down severity=none   | autoscaler
			alertname=HighThroughputDifference stream_name=s                                              | autoscaler
			alertname=ZeroThroughputDifference stream_name=s                                              | autoscaler
			alertname=ConsumerTooSlow stream_name=s application_name=a scale=up                           | autoscaler
			alertname=ConsumerTooSlow stream_name=s application_name=a                                    | nobody
			alertname=ConsumerTooSlow stream_name=s application_name=a scale=sideways                     | nobody
			alertname=NotHighThroughputDifference stream_name=s application_name=a                        | nobody
			alertname=InstanceDown instance=localhost:9090                                                | nobody
			alertname=AutoscaleSucceeded stream_name=s application_name=a sender=dataflow-autoscaler        | outcomes
			alertname=AutoscaleAtMaximum stream_name=s application_name=a sender=dataflow-autoscaler        | outcomes
			""")
	void alertsReachTheirReceiver(String labels, String receiver) {
		assertSuccess(MonitoringTools.run("amtool",
				Stream
					.concat(Stream.of("config", "routes", "test", "--config.file=" + ALERTMANAGER,
							"--verify.receivers=" + receiver), Stream.of(labels.trim().split("\\s+")))
					.toList()));
	}

	private static void assertSuccess(Result result) {
		assertThat(result.exitCode()).as(result.output()).isZero();
	}

}
