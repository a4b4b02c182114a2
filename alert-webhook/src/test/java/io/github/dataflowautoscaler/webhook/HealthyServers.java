package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * One webhook in the midst of servers that answer as real ones do, and that are well
 * again before each test.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class HealthyServers {

	static final String STREAM = "stream_name=scaletest";

	static final String TRANSFORM = STREAM + ",application_name=transform";

	static final String UPTIME = "process_uptime_seconds";

	static final String SENT = "spring_integration_send_seconds_count";

	static final String OFFSET = "spring_cloud_stream_binder_kafka_offset";

	static final String PINNED = "time --spring.cloud.stream.bindings.output.producer.partitionCount=1"
			+ " --spring.cloud.stream.bindings.output.producer.partitionKeyExpression=payload | transform | log";

	static final List<String> RECORDED = List.of("autoscale:arrival:rate1m", "autoscale:arrival:rate30s",
			"autoscale:arrival:trend2m", "autoscale:arrival:trend1m", "autoscale:input:rate1m",
			"autoscale:output:rate1m", "autoscale:busy:rate1m", "autoscale:lag:messages", "autoscale:lag:trend2m",
			"autoscale:instances:count", "autoscale:consumers:count", "autoscale:partitions:count",
			"autoscale:hot_partition:share", "autoscale:arrival:witness", "autoscale:input:witness",
			"autoscale:output:witness", "autoscale:busy:witness", "autoscale:consumers:witness");

	DataFlowStandIn dataFlow = new DataFlowStandIn();

	PrometheusStandIn prometheus = new PrometheusStandIn();

	RunningWebHook webhook;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.webhook = RunningWebHook.start(directory, this.dataFlow.uri(),
				"--autoscale.prometheus.uri=" + this.prometheus.uri(), "--autoscale.dataflow.stale-after=3s");
	}

	@BeforeEach
	void heal() {
		this.dataFlow.close();
		this.dataFlow = new DataFlowStandIn(this.dataFlow.port());
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.prometheus.close();
		this.prometheus = new PrometheusStandIn(this.prometheus.port());
		healthyPrometheus();
		this.webhook.send("DELETE", "/api/policies/scaletest/log", BodyPublishers.noBody());
		this.webhook.policy("scaletest", "transform",
				"{\"maxInstances\":4,\"strategy\":\"step\",\"scaleOutCooldown\":\"PT0S\"}");
	}

	@AfterAll
	void stop() {
		this.webhook.close();
		this.prometheus.close();
		this.dataFlow.close();
	}

	void healthyPrometheus() {
		this.prometheus.series("autoscale_policy_max_instances", TRANSFORM, 4);
		this.prometheus.series(UPTIME, TRANSFORM, 60);
		this.prometheus.series(UPTIME, STREAM + ",application_name=log", 60);
		this.prometheus.series(UPTIME, "stream_name=other,application_name=transform", 60);
		this.prometheus.series(SENT, TRANSFORM + ",type=channel,name=input", 1);
		this.prometheus.series(OFFSET, TRANSFORM + ",group=scaletest,topic=scaletest.time", 0);
		RECORDED.forEach((name) -> measure(name, 1));
		measure("autoscale:partitions:count", 4);
		this.prometheus.forget("autoscale:hot_partition:share");
		measure("autoscale:arrival:witness", 4);
		measure("autoscale:output:witness", 2);
		measure("autoscale:consumers:witness", 3);
		this.prometheus.series("autoscale:sent:rate1m{} and autoscale:appended:rate1m{}", TRANSFORM, 1);
		rules("ok", alerts());
		targets("up", "");
		alertmanagerAt(this.prometheus.uri());
		alertmanager(configuration(), "", "");
	}

	/**
	 * Lets the transform be deployed with properties.
	 * @param properties as they stand in a definition
	 */
	void transform(String properties) {
		this.dataFlow.deployedAs("scaletest", "time | transform " + properties.trim() + " | log");
	}

	/** Lets nobody tell what it takes in, how long that takes, and what waits. */
	void unmeasured() {
		this.prometheus.forget("autoscale:input:rate1m");
		this.prometheus.forget("autoscale:busy:rate1m");
		this.prometheus.forget("autoscale:lag:messages");
	}

	void measure(String name, double value) {
		this.prometheus.series(name, TRANSFORM, value);
	}

	void unheard(String health, String error) {
		this.prometheus.forget(UPTIME);
		targets(health, error);
	}

	void targets(String health, String error) {
		this.prometheus.answer("/api/v1/targets", """
				{"activeTargets":[{"scrapePool":"stream-applications","labels":{"instance":"127.0.0.1:20000"},
				"scrapeUrl":"http://127.0.0.1:20000/actuator/prometheus","health":"%s","lastError":"%s",
				"lastScrape":"2026-11-22T08:08:03.123456789Z"}]}""".formatted(health, error.replace("\"", "\\\"")));
	}

	void rules(String health, String alerts) {
		String recording = RECORDED.stream()
			.map((name) -> """
					{"name":"%s","type":"recording","health":"%s","lastError":"many-to-many matching","query":"1"}"""
				.formatted(name, health))
			.collect(Collectors.joining(","));
		this.prometheus.answer("/api/v1/rules", "{\"groups\":[{\"name\":\"autoscale\",\"rules\":[%s%s]}]}"
			.formatted(recording, alerts.isEmpty() ? "" : "," + alerts));
	}

	static String alerts() {
		return alert("HighThroughputDifference", "up") + "," + alert("ZeroThroughputDifference", "down");
	}

	static String alert(String name, String scale) {
		return """
				{"name":"%s","type":"alerting","health":"ok","labels":{"scale":"%s"},"state":"inactive","alerts":[]}"""
			.formatted(name, scale);
	}

	void alertmanagerAt(String uri) {
		alertmanagers("{\"url\":\"%s/api/v2/alerts\"}".formatted(uri));
	}

	void alertmanagers(String active) {
		this.prometheus.answer("/api/v1/alertmanagers",
				"{\"activeAlertmanagers\":[%s],\"droppedAlertmanagers\":[]}".formatted(active));
	}

	void alertmanager(String configuration, String pattern, String replacement) {
		this.prometheus.answerAs("/api/v2/status",
				status(pattern.isEmpty() ? configuration : configuration.replaceAll(pattern, replacement)));
	}

	static String status(String configuration) {
		return "{\"config\":{\"original\":\"%s\"},\"versionInfo\":{\"version\":\"0.25.0\"}}"
			.formatted(configuration.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
	}

	/** The project's own, as operators apply it. */
	static String configuration() {
		try {
			return Files.readString(Path.of("../alertmanager/alertmanager.yml")).replaceAll("(?m)^ *#.*\n", "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
