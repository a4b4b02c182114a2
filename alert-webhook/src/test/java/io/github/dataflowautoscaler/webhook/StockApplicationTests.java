package io.github.dataflowautoscaler.webhook;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.stockapp.StockApplication;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application that hides its metrics as the stock ones do, a real Prometheus, and what
 * the doctor makes of both: one property after the other, until it has metrics.
 */
class StockApplicationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=health,info,bindings,prometheus";

	private static final String EXPORTED = "management.prometheus.metrics.export.enabled=true";

	private static final String OPEN = "spring.cloud.streamapp.security.enabled=false";

	/** Where the stand-in for Data Flow says that the first instance is. */
	private static final String PORT = "server.port=20000";

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	@Test
	@DisplayName("case 71: the doctor leads from a stock application as it comes to one that is measured")
	void oneAfterTheOther(@TempDir Path directory) {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		try (this.dataFlow;
				PrometheusProcess prometheus = new PrometheusProcess(directory, """
						global: {scrape_interval: 1s, scrape_timeout: 1s}
						scrape_configs:
						  - job_name: stream-applications
						    metrics_path: /actuator/prometheus
						    static_configs: [targets: ["127.0.0.1:20000"]]
						""");
				RunningWebHook webhook = RunningWebHook.start(directory, this.dataFlow.uri(),
						"--autoscale.prometheus.uri=" + prometheus.uri())) {
			webhook.policy("scaletest", "transform", "{\"maxInstances\":4}");
			deployed(webhook, List.of(), "something other than metrics", "deploy it with app.transform." + OPEN);
			deployed(webhook, List.of(EXPOSED, EXPORTED), "something other than metrics",
					"deploy it with app.transform." + OPEN);
			deployed(webhook, List.of(OPEN), "does not expose /actuator/prometheus", "app.transform." + EXPOSED);
			deployed(webhook, List.of(OPEN, EXPOSED), "does not expose /actuator/prometheus",
					"deploy it with app.transform." + EXPORTED);
			deployed(webhook, List.of(OPEN, EXPOSED, EXPORTED), "1 of 1 deployed instances have metrics", "");
		}
	}

	private void deployed(RunningWebHook webhook, List<String> properties, String message, String remedy) {
		this.dataFlow.deployedAs("scaletest",
				properties.stream()
					.map((property) -> " --" + property)
					.collect(Collectors.joining("", "time | transform", " | log")));
		List<String> arguments = Stream.concat(properties.stream(), Stream.of(PORT,
				"management.metrics.tags.stream.name=scaletest", "management.metrics.tags.application.name=transform"))
			.toList();
		try (ConfigurableApplicationContext application = StockApplication.start(arguments)) {
			SecuredMonitoringTests.awaitFinding(webhook, "metrics", remedy.isEmpty() ? "ok" : "failure", message,
					remedy);
		}
	}

}
