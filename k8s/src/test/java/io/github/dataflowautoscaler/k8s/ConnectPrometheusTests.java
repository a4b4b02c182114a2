package io.github.dataflowautoscaler.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What connects somebody's Prometheus adds what is needed, keeps what is there, and takes
 * itself away again.
 */
class ConnectPrometheusTests {

	private static final Path SCRIPTS = Tool.PROJECT.resolve("k8s/prometheus");

	/** As the configuration of Data Flow's own manifests is made. */
	private static final String DATA_FLOW = """
			global:
			  scrape_interval:     5s # comments stay
			  evaluation_interval: 5s
			scrape_configs:
			  - job_name: 'scdf'
			    metrics_path: '/actuator/prometheus'
			    file_sd_configs:
			      - files:
			          - /etc/prometheus/targets.json

			  - job_name: 'local-rsocket-connected'
			    metrics_path: '/metrics/connected'
			    static_configs:
			      - targets: ['prometheus-rsocket-proxy:8080']
			""";

	/**
	 * As a Helm chart's, with rules and an Alertmanager, and lists at their key's depth.
	 */
	private static final String CHART = """
			global:
			  evaluation_interval: 1m
			rule_files:
			# first the recorded ones
			- /etc/config/recording_rules.yml
			- /etc/config/alerting_rules.yml
			scrape_configs:
			- job_name: prometheus
			  static_configs:
			  - targets:
			    - localhost:9090
			alerting:
			  alert_relabel_configs:
			  - action: labeldrop
			    regex: replica
			  alertmanagers:
			  - static_configs:
			    - targets:
			      - other-alertmanager:9093
			""";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@MethodSource("configurations")
	void prometheusAcceptsWhatComesOut(String before) throws IOException {
		accepted(before);
		accepted(connect(before));
		accepted(onThisMachine(connect(before, "pods=1")));
	}

	@ParameterizedTest
	@MethodSource("configurations")
	void whatIsThereStays(String before) throws IOException {
		JsonNode was = tree(before);
		JsonNode is = tree(connect(before, "pods=1"));
		was.fieldNames().forEachRemaining((key) -> assertThat(is.has(key)).as(key).isTrue());
		assertThat(is.path("global")).isEqualTo(was.path("global"));
		assertThat(is.at("/alerting/alert_relabel_configs")).isEqualTo(was.at("/alerting/alert_relabel_configs"));
		for (String list : List.of("/rule_files", "/alerting/alertmanagers", "/scrape_configs")) {
			assertThat(is.at(list)).as(list).containsAll(was.at(list)).hasSizeGreaterThan(was.at(list).size());
		}
	}

	@ParameterizedTest
	@MethodSource("configurations")
	void whatIsAddedIsFoundOnKubernetes(String before) throws IOException {
		String after = connect(before);
		Cluster cluster = Cluster.of(Kustomize.render("scdf-server"));
		assertThat(AddressCheck.unknown(cluster, "prometheus.yml", after)).isEmpty();
		assertThat(after).contains("'autoscale-alertmanager:9093'");
		JsonNode job = tree(after).path("scrape_configs").path(0);
		assertThat(AddressCheck.unknown(cluster, "dns_sd_configs",
				job.at("/dns_sd_configs/0/names/0").asText() + ":" + job.at("/dns_sd_configs/0/port").asInt()))
			.isEmpty();
		assertThat(cluster.find(ConfigMap.class, "autoscale-rules").orElseThrow().getData().keySet())
			.allSatisfy((rules) -> assertThat("/etc/autoscale/" + rules)
				.matches(tree(after).path("rule_files").path(0).asText().replace(".", "\\.").replace("*", "[^/]*")));
	}

	@ParameterizedTest
	@MethodSource("configurations")
	void twiceIsOnceAndRemovedIsNever(String before) throws IOException {
		String after = connect(before, "pods=1");
		assertThat(connect(after, "pods=1")).isEqualTo(after);
		assertThat(connect(connect(before), "pods=1")).isEqualTo(after);
		assertThat(connect(after, "remove=1")).isEqualTo(before);
	}

	@Test
	void dataFlowsOwnManifestsAreConnectedBefore() throws IOException {
		String own = Files.readString(Tool.PROJECT.resolve("k8s/dataflow/prometheus/prometheus.yml"));
		assertThat(connect(own, "pods=1", "namespace=scdf")).isNotEqualTo(own)
			.isEqualTo(own.replace("own_namespace: true", "names: [scdf]"));
	}

	@Test
	void emptyListsAreFilled() throws IOException {
		String after = connect("rule_files: []\nalerting: {}\nscrape_configs:\n");
		accepted(after);
		assertThat(tree(after).path("rule_files")).hasSize(1);
		assertThat(tree(after).at("/alerting/alertmanagers")).hasSize(1);
		assertThat(tree(after).path("scrape_configs")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rule_files: [a.yml]\n", "alerting: {alertmanagers: []}\n",
			"alerting:\n  alertmanagers: [{static_configs: []}]\n", "scrape_configs:\n  job_name: no-list\n",
			"# dataflow-autoscaler: begin\n" })
	void whatIsNotUnderstoodIsLeftAlone(String configuration) throws IOException {
		Tool.Result result = awk(configuration);
		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.output()).startsWith("connect-prometheus: ").hasLineCount(1);
	}

	@Test
	void changesTheConfigMapAndTheDeployment() throws IOException {
		Path log = standIn(DATA_FLOW.stripTrailing());
		Tool.run(script("--pods", "prometheus", "-n", "scdf"), path()).success();
		assertThat(Files.readAllLines(log)).allMatch((call) -> call.endsWith(" -n scdf"))
			.extracting((call) -> call.replaceAll(" (-o|--patch-file) .*| -n scdf", ""))
			.containsExactly("get configmap prometheus", "get deployment prometheus",
					"auth can-i list pods --as system:serviceaccount:scdf:scrapers", "get configmap autoscale-rules",
					"patch configmap prometheus --type merge", "get configmap prometheus",
					"patch deployment prometheus --type strategic",
					"rollout status deployment prometheus --timeout 5m");
		JsonNode data = tree(Files.readString(this.directory.resolve("configmap.yml"))).path("data");
		assertThat(data.size()).isOne();
		assertThat(data.path("prometheus.yml").asText()).isEqualTo(connect(DATA_FLOW, "pods=1", "namespace=scdf"));
		JsonNode pod = tree(Files.readString(this.directory.resolve("deployment.yml"))).at("/spec/template/spec");
		assertThat(pod.at("/containers/0/name").asText()).isEqualTo("prometheus");
		assertThat(pod.at("/containers/0/volumeMounts/0/mountPath").asText()).isEqualTo("/etc/autoscale");
		Cluster cluster = Cluster.of(Kustomize.render("scdf-server"));
		JsonNode sources = pod.at("/volumes/0/projected/sources");
		assertThat(cluster.find(ConfigMap.class, sources.at("/0/configMap/name").asText())).isPresent();
		assertThat(cluster.find(Secret.class, sources.at("/1/secret/name").asText()).orElseThrow().getData())
			.containsKey(sources.at("/1/secret/items/0/key").asText());
		assertThat(data.path("prometheus.yml").asText())
			.contains("password_file: /etc/autoscale/" + sources.at("/1/secret/items/0/path").asText() + "\n");
	}

	@Test
	void prometheusStartsAnewWithAnotherConfigurationOnly() throws IOException {
		standIn(DATA_FLOW.stripTrailing());
		String first = patchOfDeployment();
		Path log = standIn(connect(DATA_FLOW));
		Files.delete(log);
		assertThat(Tool.run(script(), path()).success()).contains("is as it should be");
		assertThat(Files.readString(log)).doesNotContain("patch configmap", "restart");
		assertThat(patchOfDeployment()).isEqualTo(first);
		Files.writeString(this.directory.resolve("version-autoscale-rules"), "2");
		assertThat(patchOfDeployment()).isNotEqualTo(first);
	}

	@Test
	void prometheusStartsAnewAfterSomebodyElseHasWrittenItsConfiguration() throws IOException {
		standIn(DATA_FLOW);
		String first = patchOfDeployment();
		Files.writeString(this.directory.resolve("version-prometheus"), "7");
		assertThat(patchOfDeployment()).isNotEqualTo(first);
		assertThat(tree(Files.readString(this.directory.resolve("configmap.yml"))).at("/data/prometheus.yml").asText())
			.isEqualTo(connect(DATA_FLOW));
	}

	private String patchOfDeployment() throws IOException {
		Tool.run(script(), path()).success();
		return Files.readString(this.directory.resolve("deployment.yml"));
	}

	@Test
	void whatPrometheusMayNotSeeIsTold() throws IOException {
		Path log = standIn(DATA_FLOW);
		Files.writeString(this.directory.resolve("allowed"), "no");
		Tool.Result result = Tool.run(script("--pods"), path());
		assertThat(result.exitCode()).isOne();
		assertThat(result.output()).startsWith("connect-prometheus: ")
			.contains("--clusterrole=view --serviceaccount=scdf:scrapers");
		assertThat(Files.readString(log)).doesNotContain("patch");
		Tool.run(script(), path()).success();
	}

	@Test
	void aConfigMapWithoutConfigurationIsToldOf() throws IOException {
		Path log = standIn("<no value>");
		Tool.Result result = Tool.run(script("grafana"), path());
		assertThat(result.exitCode()).isOne();
		assertThat(result.output()).isEqualTo("connect-prometheus: ConfigMap grafana has no prometheus.yml; name the "
				+ "ConfigMap that has: connect-prometheus NAME\n");
		assertThat(Files.readString(log)).doesNotContain("patch");
	}

	static Stream<String> configurations() {
		return Stream.of(DATA_FLOW, CHART);
	}

	private String connect(String configuration, String... variables) throws IOException {
		return awk(configuration, variables).success();
	}

	private Tool.Result awk(String configuration, String... variables) throws IOException {
		Path file = Files.writeString(this.directory.resolve("prometheus.yml"), configuration);
		List<String> command = new ArrayList<>(List.of("awk"));
		for (String variable : variables) {
			command.addAll(List.of("-v", variable));
		}
		command.addAll(List.of("-f", SCRIPTS.resolve("connect.awk").toString(), file.toString()));
		return Tool.run(command, Map.of());
	}

	private void accepted(String configuration) throws IOException {
		Path file = Files.writeString(this.directory.resolve("accepted.yml"), configuration);
		Tool.Result result = Tool.monitoring("promtool", "check", "config", "--syntax-only", file.toString());
		assertThat(result.exitCode()).as(result.output()).isZero();
	}

	/**
	 * Debian's promtool is built without Kubernetes; the rest of the job it can judge.
	 */
	private static String onThisMachine(String configuration) {
		return configuration.replaceFirst("kubernetes_sd_configs:\\R +- role: pod\\R.*\\R.*names: .*",
				"static_configs: []");
	}

	private static JsonNode tree(String yaml) {
		return StrictYaml.documents(yaml).get(0);
	}

	private static List<String> script(String... arguments) {
		return Stream.concat(Stream.of(SCRIPTS.resolve("connect-prometheus").toString()), Stream.of(arguments))
			.toList();
	}

	/** A kubectl that notes what it was asked for and keeps the patches. */
	private Path standIn(String configuration) throws IOException {
		Path programs = Files.createDirectories(this.directory.resolve("bin"));
		Files.writeString(this.directory.resolve("answer"), configuration);
		Files.writeString(this.directory.resolve("version-autoscale-rules"), "1");
		Files.writeString(this.directory.resolve("version-prometheus"), "1");
		Files.writeString(this.directory.resolve("allowed"), "yes");
		Path kubectl = Files.writeString(programs.resolve("kubectl"), """
				#!/usr/bin/env bash
				echo "$*" >>%1$s/log
				case "$1 $2" in
					"get configmap") [[ $* == *resourceVersion* ]] && cat %1$s/version-"$3" || cat %1$s/answer ;;
					"get deployment") echo scdf scrapers prometheus ;;
					"auth can-i") cat %1$s/allowed ;;
					"patch "*) cp "$7" %1$s/"$2".yml ;;
				esac
				""".formatted(this.directory));
		assertThat(kubectl.toFile().setExecutable(true)).isTrue();
		return this.directory.resolve("log");
	}

	private Map<String, String> path() {
		return Map.of("PATH", this.directory.resolve("bin") + ":" + System.getenv("PATH"));
	}

}
