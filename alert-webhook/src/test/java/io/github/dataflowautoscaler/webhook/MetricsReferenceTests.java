package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The reference of the metrics has what the webhook exports, with its unit, and nothing
 * else.
 */
class MetricsReferenceTests {

	private static final Pattern EXPORTED = Pattern.compile("(?m)^# TYPE (autoscale_\\w+?)(?:_max)? \\w+$");

	private static final Pattern ROW = Pattern.compile("(?m)^\\| (`autoscale_[^|]+) \\| \\S[^|]* \\| \\S.*\\|$");

	private static final Pattern NAME = Pattern.compile("`(autoscale_\\w+)`");

	@Test
	void everyMetricIsDocumentedAndEveryDocumentedMetricIsThere(@TempDir Path directory) throws IOException {
		Set<String> documented = new TreeSet<>();
		ROW.matcher(Files.readString(Path.of("../docs/metrics.md")))
			.results()
			.forEach((row) -> NAME.matcher(row.group(1)).results().forEach((name) -> documented.add(name.group(1))));
		try (DataFlowStandIn dataFlow = new DataFlowStandIn();
				RunningWebHook webhook = RunningWebHook.start(directory, dataFlow.uri(),
						"--autoscale.budgets.all.max-instances=9")) {
			dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
			webhook.policy("scaletest", "transform",
					"{\"strategy\":\"step\",\"maxInstances\":4,\"scaleOutThreshold\":10}");
			webhook.alert(Alerts.out("scaletest", "transform"));
			await().untilAsserted(() -> {
				Set<String> exported = new TreeSet<>();
				EXPORTED.matcher(webhook.get("/actuator/prometheus").body())
					.results()
					.forEach((type) -> exported.add(type.group(1)));
				assertThat(exported).isEqualTo(documented);
			});
		}
	}

}
