package io.github.dataflowautoscaler.bench.monitoring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import io.github.dataflowautoscaler.bench.simulation.ApplicationSpec;
import io.github.dataflowautoscaler.bench.simulation.Outage;
import io.github.dataflowautoscaler.bench.simulation.Partitions;
import io.github.dataflowautoscaler.bench.simulation.Rates;
import io.github.dataflowautoscaler.bench.simulation.Scaling;
import io.github.dataflowautoscaler.bench.simulation.Scenario;
import io.github.dataflowautoscaler.bench.simulation.SimulatedApplication;
import io.github.dataflowautoscaler.bench.simulation.Simulation;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.simulation.HighThroughputDifference;
import io.github.dataflowautoscaler.webhook.simulation.Sight;
import io.github.dataflowautoscaler.webhook.simulation.ThroughputRules;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the rules of the benchmark against {@code prometheus/alert.rules.yml}: promtool
 * evaluates that file on what the simulated Prometheus has scraped, and has to record
 * what the benchmark has, at each evaluation, and to find the same conditions true.
 */
class RecordedRunTests {

	/** The default, as the webhook exports it. */
	private static final double TARGET = 0.85;

	private static final int SECONDS = 2400;

	/**
	 * The first evaluation of promtool is at 0, and rules are due at their own second.
	 */
	private static final int BEGIN = -893;

	private static final Map<String, ToDoubleFunction<Readings>> MEASURES = measures();

	private final Scenario scenario = new Scenario("recorded",
			List.of(new ApplicationSpec("first", 100, Scaling.linear(), Partitions.skewed(12, 0.5), 6, 2),
					new ApplicationSpec("second", 150, Scaling.linear(), Partitions.uniform(6), 6, 1)),
			Rates.of(SECONDS, (second) -> (second < 300) ? 150 : (second < 1200) ? 350 : 120),
			List.of(new Outage(700, 760)), 7);

	private final Simulation simulation = new Simulation(this.scenario);

	private final Prometheus prometheus = new Prometheus(this.simulation, 15, this.scenario.seed());

	private final RecordingRules rules = new RecordingRules(this.simulation, this.prometheus);

	private final Policy policy = PolicySettings.of(Strategy.RATE, 6).toPolicy();

	private final List<HighThroughputDifference> alerts = List.of(new HighThroughputDifference(),
			new HighThroughputDifference());

	private final SampledSeries samples = new SampledSeries();

	private final StringBuilder expectations = new StringBuilder();

	private final Set<InstanceSeries> ended = new HashSet<>();

	private final Map<InstanceSeries, Map<String, Double>> toldPartitions = new HashMap<>();

	private static Map<String, ToDoubleFunction<Readings>> measures() {
		Map<String, ToDoubleFunction<Readings>> measures = new LinkedHashMap<>();
		measures.put("input:rate1m", Readings::input);
		measures.put("output:rate1m", Readings::output);
		measures.put("busy:rate1m", Readings::busy);
		measures.put("lag:messages", Readings::lag);
		measures.put("lag:trend2m", Readings::lagTrend);
		measures.put("instances:count", Readings::instances);
		measures.put("partitions:count", Readings::partitions);
		measures.put("arrival:rate1m", Readings::arrival);
		measures.put("arrival:rate30s", Readings::recentArrival);
		measures.put("arrival:trend2m", Readings::arrivalTrend);
		measures.put("arrival:trend1m", Readings::latestTrend);
		measures.put("hot_partition:share", Readings::hotShare);
		return measures;
	}

	/** Since version 3 a window does not hold the sample at its beginning any more. */
	@BeforeEach
	void isOfTheSimulatedVersion() throws IOException {
		Assumptions.assumeTrue(run(program("promtool"), "--version").contains("version 2."),
				"The benchmark simulates Prometheus before version 3");
	}

	@Test
	void promtoolRecordsTheSame() throws IOException {
		for (int now = -Scenario.WARM_UP; now < SECONDS; now++) {
			step(now);
			if (now >= BEGIN) {
				sample(now);
			}
			if (RecordingRules.due(now)) {
				expect(now);
			}
		}
		Path rulesFile = Path.of("../prometheus/alert.rules.yml").toAbsolutePath().normalize();
		Path test = Files.writeString(Path.of("target/recorded.test.yml"), """
				rule_files: [%s]
				evaluation_interval: 15s
				tests:
				  - interval: 1s
				    input_series:
				%s    promql_expr_test:
				%s""".formatted(rulesFile, this.samples.toYaml(), this.expectations));
		String output = run(program("promtool"), "test", "rules", test.toString());
		assertThat(output).contains("SUCCESS");
	}

	private static String run(String... command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	private void step(int now) {
		if (now == 400) {
			scale(now, 5, 6);
		}
		if (now == 1500) {
			scale(now, 2, 2);
		}
		this.simulation.step(now);
		this.prometheus.scrape(now);
		this.rules.evaluate(now);
	}

	private void scale(int now, int first, int second) {
		this.simulation.applications().get(0).scale(first, now);
		this.simulation.applications().get(1).scale(second, now);
	}

	private void sample(int now) {
		int second = now - BEGIN;
		webhook(second);
		if (Math.floorMod(now, 15) == 1) {
			add(second, "spring_integration_send_seconds_count", "source", 0,
					"type=\"channel\", name=\"output\", result=\"success\"", this.simulation.sent());
			add(second, "process_uptime_seconds", "source", 0, "", second + 1000);
		}
		for (int index = 0; index < this.scenario.applications().size(); index++) {
			String name = this.scenario.applications().get(index).name();
			for (InstanceSeries target : this.prometheus.application(index).targets()) {
				if (target.up() && target.lastScrape() == now) {
					sample(second, name, target, "");
				}
				else if (!target.up() && target.lastScrape() >= BEGIN && this.ended.add(target)) {
					sample(second, name, target, "stale");
				}
			}
		}
	}

	private void sample(int second, String name, InstanceSeries target, String stale) {
		Map<String, Double> values = new LinkedHashMap<>();
		double handled = target.input().isEmpty() ? 0 : target.input().last();
		if (handled > 0) {
			values.put("spring_kafka_listener_seconds_count{result=\"success\", error=\"none\"", handled);
			values.put("spring_kafka_listener_seconds_sum{result=\"success\", error=\"none\"", target.busy().last());
			values.put("spring_integration_send_seconds_count{type=\"channel\", name=\"output\", result=\"success\"",
					target.output().last());
		}
		values.put("kafka_consumer_fetch_manager_records_consumed_total{topic=\"t\", client_id=\"c\"", handled);
		values.put("kafka_consumer_coordinator_assigned_partitions{client_id=\"c\"", (double) target.partitions());
		values.put("kafka_consumer_time_between_poll_max{client_id=\"c\"", 1000 * ApplicationSeries.POLL_SECONDS);
		values.put("spring_cloud_stream_binder_kafka_offset{group=\"g\", topic=\"t\"", target.lag());
		values.put("process_uptime_seconds{", second + 1000.0);
		values.putAll(partitions(target));
		Map<String, Double> ended = new LinkedHashMap<>(this.toldPartitions.getOrDefault(target, Map.of()));
		ended.keySet().removeAll(values.keySet());
		this.toldPartitions.put(target, partitions(target));
		ended.keySet().forEach((series) -> this.samples.add(second, series(series, name, target), "stale"));
		values.forEach((series, value) -> this.samples.add(second, series(series, name, target),
				stale.isEmpty() ? Double.toString(value) : stale));
	}

	private static String series(String series, String name, InstanceSeries target) {
		return "%s, stream_name=\"s\", application_name=\"%s\", instance=\"%s\"}".formatted(series, name, target.id())
			.replace("{, ", "{");
	}

	private static Map<String, Double> partitions(InstanceSeries target) {
		Map<String, Double> values = new LinkedHashMap<>();
		for (int partition = 0; partition < target.partitionCount(); partition++) {
			String labels = "{client_id=\"c\", topic=\"t\", partition=\"%s\"".formatted(partition);
			double messages = target.messages(partition);
			if (!Double.isNaN(messages)) {
				values.put("kafka_consumer_fetch_manager_records_lead" + labels, messages - target.lag(partition));
				values.put("kafka_consumer_fetch_manager_records_lag" + labels, target.lag(partition));
			}
		}
		return values;
	}

	private void webhook(int second) {
		String upstream = "source";
		for (SimulatedApplication application : this.simulation.applications()) {
			String labels = "{stream_name=\"s\", application_name=\"%s\"}".formatted(application.spec().name());
			Map<String, Double> gauges = Map.of("autoscale_policy_min_instances", 1.0, "autoscale_policy_max_instances",
					6.0, "autoscale_policy_scale_out_by_instances", 1.0, "autoscale_policy_scale_in_by_instances", 1.0,
					"autoscale_policy_target_utilization_ratio", TARGET, "autoscale_instances_running",
					(double) application.instances().size());
			gauges.forEach((name, value) -> this.samples.add(second, name + labels, value.toString()));
			this.samples.add(second,
					("autoscale_stream_link{stream_name=\"s\", application_name=\"%s\","
							+ " upstream_stream_name=\"s\", upstream_application_name=\"%s\"}")
						.formatted(application.spec().name(), upstream),
					"1");
			upstream = application.spec().name();
		}
	}

	private void add(int second, String series, String name, int instance, String labels, double value) {
		this.samples.add(second,
				"%s{%s, stream_name=\"s\", application_name=\"%s\", instance=\"%s\"}"
					.formatted(series, labels, name, instance)
					.replace("{, ", "{"),
				Double.toString(value));
	}

	private void expect(int now) {
		for (int index = 0; index < this.scenario.applications().size(); index++) {
			Readings readings = this.rules.of(index);
			int running = (int) Math.max(0, readings.running());
			Sight seen = new Sight(now, readings.observation(), running, running);
			String labels = "{application_name=\"%s\"}".formatted(this.scenario.applications().get(index).name());
			MEASURES.forEach((measure, reading) -> expect(now, "autoscale:" + measure + labels,
					reading.applyAsDouble(readings)));
			expect(now, "autoscale:overloaded:bool" + labels, ThroughputRules.overloaded(seen, this.policy));
			expect(now, "ALERTS{alertname=\"HighThroughputDifference\", " + labels.substring(1),
					this.alerts.get(index).evaluate(seen, this.policy));
			expect(now, "ALERTS{alertname=\"ZeroThroughputDifference\", " + labels.substring(1),
					ThroughputRules.oversized(seen, this.policy, TARGET));
		}
	}

	private void expect(int now, String series, double value) {
		String expression = Double.isNaN(value) ? "count(%s)".formatted(series) : String.format(Locale.ROOT,
				"count(abs(%s - %s) <= %s)", series, value, 1e-6 * Math.max(1, Math.abs(value)));
		expectation(now, expression, !Double.isNaN(value));
	}

	private void expect(int now, String series, boolean expected) {
		expectation(now, "count(count(%s))".formatted(series), expected);
	}

	/** Before 0 the rates and the alerts still have to get their past. */
	private void expectation(int now, String expression, boolean expected) {
		if (now < 0) {
			return;
		}
		this.expectations.append("""
				      - expr: '%s'
				        eval_time: %ss
				        exp_samples: [%s]
				""".formatted(expression, now - BEGIN, expected ? "{value: 1}" : ""));
	}

	private static String program(String name) throws IOException {
		return run("../demo/prerequisites").lines()
			.filter((line) -> line.startsWith(name + "="))
			.map((line) -> line.substring(name.length() + 1))
			.findFirst()
			.orElseThrow();
	}

}
