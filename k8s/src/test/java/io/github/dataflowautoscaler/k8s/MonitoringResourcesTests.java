package io.github.dataflowautoscaler.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules and routes are on Kubernetes what they are on one machine, and Prometheus' and
 * Alertmanager's own tools accept what is there.
 */
class MonitoringResourcesTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "scdf-server", "helm", "high-availability" })
	void prometheusAcceptsTheRulesInTheConfigMap(String overlay) throws IOException {
		ConfigMap rules = Cluster.of(Kustomize.render(overlay)).find(ConfigMap.class, "autoscale-rules").orElseThrow();
		assertThat(rules.getData()).containsOnlyKeys("alert.rules.yml")
			.containsValue(Files.readString(Tool.PROJECT.resolve("prometheus/alert.rules.yml")));
		accepted("promtool", "check", "rules", write("alert.rules.yml", rules.getData().get("alert.rules.yml")));
	}

	@Test
	void prometheusAcceptsTheOperatorsRules() throws IOException {
		JsonNode rule = StrictYaml.documents(Kustomize.render("kube-prometheus-stack"))
			.stream()
			.filter((document) -> document.path("kind").asText().equals("PrometheusRule"))
			.findFirst()
			.orElseThrow();
		assertThat(rule.path("spec")).isEqualTo(project("prometheus/alert.rules.yml"));
		accepted("promtool", "check", "rules", write("rules.yml", rule.path("spec").toString()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "scdf-server", "helm", "high-availability" })
	void alertmanagerAcceptsWhatTheContainerBeforeItWrites(String overlay) throws IOException {
		Path configuration = configuration(overlay);
		accepted("amtool", "check-config", configuration.toString());
		JsonNode expected = project("alertmanager/alertmanager.yml");
		JsonNode written = StrictYaml.documents(Files.readString(configuration)).get(0);
		JsonNode webhook = written.at("/receivers/1/webhook_configs/0");
		assertThat(webhook.path("url").asText()).isEqualTo("http://alert-webhook:8085/alert");
		assertThat(webhook.at("/http_config/authorization/credentials_file").asText())
			.isEqualTo("/etc/alert-webhook-token/alert-token");
		assertThat(written.path("route")).isEqualTo(expected.path("route"));
		assertThat(written.path("inhibit_rules")).isEqualTo(expected.path("inhibit_rules"));
	}

	@ParameterizedTest
	@CsvSource({ "scale=up,autoscaler", "scale=down,autoscaler", "alertname=ZeroThroughputDifference,autoscaler",
			"scale=sideways,nobody" })
	void alertsReachTheirReceiver(String label, String receiver) throws IOException {
		accepted("amtool", "config", "routes", "test", "--config.file=" + configuration("scdf-server"),
				"--verify.receivers=" + receiver, label);
	}

	@Test
	void theOperatorsRouteIsTheRoute() throws IOException {
		JsonNode file = project("alertmanager/alertmanager.yml");
		JsonNode resource = StrictYaml.documents(Kustomize.render("kube-prometheus-stack"))
			.stream()
			.filter((document) -> document.path("kind").asText().equals("AlertmanagerConfig"))
			.findFirst()
			.orElseThrow()
			.path("spec");
		JsonNode route = file.at("/route/routes/0");
		assertThat(matchers(resource.at("/route/matchers"))).isEqualTo(texts(route.path("matchers")));
		assertThat(resource.at("/route/groupBy")).isEqualTo(route.path("group_by"));
		assertThat(resource.at("/route/groupWait")).isEqualTo(route.path("group_wait"));
		assertThat(resource.at("/route/groupInterval")).isEqualTo(route.path("group_interval"));
		assertThat(resource.at("/route/repeatInterval")).isEqualTo(route.path("repeat_interval"));
		JsonNode webhook = file.at("/receivers/1/webhook_configs/0");
		assertThat(resource.at("/receivers/0/webhookConfigs/0/sendResolved")).isEqualTo(webhook.path("send_resolved"));
		assertThat(resource.at("/receivers/0/webhookConfigs/0/maxAlerts")).isEqualTo(webhook.path("max_alerts"));
		assertThat(resource.path("inhibitRules")).hasSameSizeAs(file.path("inhibit_rules"));
		for (int i = 0; i < file.path("inhibit_rules").size(); i++) {
			JsonNode theirs = resource.path("inhibitRules").path(i);
			JsonNode ours = file.path("inhibit_rules").path(i);
			assertThat(matchers(theirs.path("sourceMatch"))).isEqualTo(texts(ours.path("source_matchers")));
			assertThat(matchers(theirs.path("targetMatch"))).isEqualTo(texts(ours.path("target_matchers")));
			assertThat(theirs.path("equal")).isEqualTo(ours.path("equal"));
		}
	}

	@Test
	void grafanasSidecarFindsTheDashboard() throws IOException {
		ConfigMap dashboard = Cluster.of(Kustomize.render("kube-prometheus-stack"))
			.find(ConfigMap.class, "autoscale-dashboard")
			.orElseThrow();
		assertThat(dashboard.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
		assertThat(dashboard.getData()).containsOnlyKeys("autoscale-dashboard.json")
			.containsValue(Files.readString(Tool.PROJECT.resolve("grafana/autoscale-dashboard.json")));
	}

	/** Runs the very command of the container, with the directories of this machine. */
	private Path configuration(String overlay) throws IOException {
		Cluster cluster = Cluster.of(Kustomize.render(overlay));
		Deployment alertmanager = cluster.find(Deployment.class, "autoscale-alertmanager").orElseThrow();
		Container before = Cluster.podSpec(alertmanager).getInitContainers().get(0);
		ConfigMap routes = cluster.all(ConfigMap.class)
			.filter((map) -> map.getMetadata().getName().startsWith("autoscale-alertmanager-"))
			.findFirst()
			.orElseThrow();
		assertThat(routes.getData()).containsOnlyKeys("alertmanager.yml")
			.containsValue(Files.readString(Tool.PROJECT.resolve("alertmanager/alertmanager.yml")));
		String source = write("routes.yml", routes.getData().get("alertmanager.yml"));
		Path target = this.directory.resolve("alertmanager.yml");
		List<String> command = new ArrayList<>();
		before.getCommand()
			.forEach((argument) -> command.add(argument.replace("/etc/autoscale/alertmanager.yml", source)
				.replace("/etc/alertmanager/alertmanager.yml", target.toString())));
		Tool.run(command, Map.of()).success();
		return target;
	}

	private String write(String name, String text) throws IOException {
		return Files.writeString(this.directory.resolve(name), text).toString();
	}

	private static JsonNode project(String file) throws IOException {
		return StrictYaml.documents(Files.readString(Tool.PROJECT.resolve(file))).get(0);
	}

	private static void accepted(String tool, String... arguments) {
		Tool.Result result = Tool.monitoring(tool, arguments);
		assertThat(result.exitCode()).as(result.output()).isZero();
	}

	/** As Alertmanager's own file has them. */
	private static List<String> matchers(JsonNode matchers) {
		List<String> texts = new ArrayList<>();
		matchers.forEach((matcher) -> texts.add("%s %s \"%s\"".formatted(matcher.path("name").asText(),
				matcher.path("matchType").asText(), matcher.path("value").asText(""))));
		return texts;
	}

	private static List<String> texts(JsonNode matchers) {
		List<String> texts = new ArrayList<>();
		matchers.forEach((matcher) -> texts.add(matcher.asText()));
		return texts;
	}

}
