package io.github.dataflowautoscaler.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of one installation of several that share a Prometheus: they say of its
 * series what the rules for all say of all.
 */
@Execution(ExecutionMode.CONCURRENT)
class GeneratedRulesTests {

	private static final Path PROMETHEUS = Tool.PROJECT.resolve("prometheus");

	private static final Path TESTS = PROMETHEUS.resolve("tests");

	/** A series of zeros, which some readers of YAML take for a number. */
	private static final Pattern HEXADECIMAL = Pattern.compile("(?<=values: )0x\\d+(?=[,}\\n])");

	/** Numbers in the notation of a test's values, not those that say how often. */
	private static final Pattern NUMBER = Pattern.compile("(?<![x\\d.])\\d+(\\.\\d+)?");

	/** Everything that the tests ask for is recorded or an alert. */
	private static final Pattern RECORDED = Pattern.compile("\\b(autoscale:\\w+:\\w+|ALERTS)(\\{)?");

	@TempDir
	private Path directory;

	@Test
	void withoutASelectorTheyAreTheFilesThatAreThere() {
		assertThat(PROMETHEUS.resolve("alert.rules.yml")).hasContent(generate().success());
		assertThat(Tool.PROJECT.resolve("k8s/overlays/kube-prometheus-stack/prometheus-rule.yaml"))
			.as("run prometheus/generate-rules --prometheus-rule")
			.hasContent(generate("--prometheus-rule").success());
	}

	@Test
	void theResourceHasTheRulesOfTheFile() {
		String selector = "cluster=\"eu/1\", namespace=\"prod\"";
		JsonNode resource = StrictYaml.documents(generate("--prometheus-rule", selector).success()).get(0);
		assertThat(resource.path("spec")).isEqualTo(StrictYaml.documents(generate(selector).success()).get(0));
		assertThat(resource.at("/spec/groups/0/name").asText()).isEqualTo("autoscale-eu/1-prod");
		assertThat(resource.at("/spec/groups/0/rules")).isNotEmpty()
			.allSatisfy(
					(rule) -> assertThat(rule.at("/labels/cluster").asText() + rule.at("/labels/namespace").asText())
						.isEqualTo("eu/1prod"));
	}

	@Test
	void anOverlayOfItsOwnHasThemInTheConfigMap() throws IOException {
		String rules = generate("namespace=\"prod\"").success();
		String manifests = Kustomize.render("scdf-server", Map.of("alert.rules.yml", rules, "kustomization.yaml",
				overlay("scdf-server").replace("configMapGenerator:\n", """
						configMapGenerator:
						  - name: autoscale-rules
						    behavior: replace
						    files:
						      - alert.rules.yml
						""")));
		Cluster cluster = Cluster.of(manifests);
		assertThat(cluster.find(ConfigMap.class, "autoscale-rules").orElseThrow().getData())
			.isEqualTo(Map.of("alert.rules.yml", rules));
		assertThat(cluster.all(ConfigMap.class)
			.filter((map) -> map.getMetadata().getName().startsWith("alert-webhook-environment"))).singleElement()
			.extracting(ConfigMap::getData)
			.asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("AUTOSCALE_PROMETHEUS_SELECTOR", "namespace=\"prod\"");
		assertThat(Check.all(manifests)).isEmpty();
	}

	@Test
	void anOverlayOfItsOwnHasThemInTheResource() throws IOException {
		String manifests = Kustomize.render("kube-prometheus-stack",
				Map.of("prometheus-rule.yaml", generate("--prometheus-rule", "namespace=\"prod\"").success(),
						"kustomization.yaml",
						overlay("kube-prometheus-stack").replace("namespace: default", "namespace: prod")));
		assertThat(StrictYaml.documents(manifests))
			.filteredOn((each) -> each.path("kind").asText().equals("PrometheusRule"))
			.singleElement()
			.satisfies((rule) -> {
				assertThat(rule.at("/metadata/namespace").asText()).isEqualTo("prod");
				assertThat(rule.at("/spec/groups/0/name").asText()).isEqualTo("autoscale-prod");
			});
		assertThat(Check.all(manifests)).isEmpty();
	}

	private static String overlay(String name) throws IOException {
		String literals = "    literals:\n";
		return Files.readString(Tool.PROJECT.resolve("k8s/overlays").resolve(name).resolve("kustomization.yaml"))
			.replace(literals, literals + "      - AUTOSCALE_PROMETHEUS_SELECTOR=namespace=\"prod\"\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			namespace                             | the selector is 'namespace'
			namespace=prod                        | the selector is 'namespace=prod'
			namespace=~"prod"                     | the selector is 'namespace=~"prod"'
			namespace=""                          | the selector is 'namespace=""'
			namespace="a" "b"                     | the selector is 'namespace="a" "b"'
			namespace="a",                        | the selector is 'namespace="a",'
			{namespace="a"}                       | the selector is '{namespace="a"}'
			__name__="a"                          | the selector is '__name__="a"'
			namespace="a", namespace="b"          | the label namespace can't be in the selector
			scale="up"                            | the label scale can't be in the selector
			""")
	void aBadSelectorIsRefused(String selector, String message) {
		Tool.Result result = generate(selector);
		assertThat(result.exitCode()).as(result.output()).isEqualTo(2);
		assertThat(result.output()).startsWith("generate-rules: " + message).hasLineCount(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "--config-map", "-h" })
	void anUnknownOptionIsRefused(String option) {
		assertThat(generate(option).exitCode()).isEqualTo(2);
	}

	@Test
	void twoInstallationsHaveTheirOwnNumbersAndAlerts() throws IOException {
		Path test = Files.copy(TESTS.resolve("fixtures/two-installations.test.yml"),
				this.directory.resolve("two-installations.test.yml"));
		accepted(test);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("tests")
	void theRulesDoWhatTheirTestsSayWhateverElseIsThere(String file) throws IOException {
		ObjectNode test = (ObjectNode) StrictYaml
			.documents(HEXADECIMAL.matcher(Files.readString(TESTS.resolve(file))).replaceAll("'$0'"))
			.get(0);
		test.putArray("rule_files").add("prod.rules.yml").add("test.rules.yml");
		test.path("tests").forEach((each) -> amongOthers((ObjectNode) each));
		accepted(Files.writeString(this.directory.resolve(file), test.toString()));
	}

	static Stream<String> tests() throws IOException {
		try (Stream<Path> files = Files.list(TESTS)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".test.yml") && !name.startsWith("original-recipe"))
				.sorted()
				.toList()
				.stream();
		}
	}

	/**
	 * Each series is there three times, once with the label, once with another value, and
	 * once without. What is expected is expected with the label.
	 */
	private static void amongOthers(ObjectNode test) {
		List<ObjectNode> others = new ArrayList<>();
		for (JsonNode series : test.path("input_series")) {
			String name = series.path("series").asText();
			String values = NUMBER.matcher(series.path("values").asText())
				.replaceAll((number) -> String.valueOf(3 * Double.parseDouble(number.group())));
			((ObjectNode) series).put("series", labelled(name, "prod"));
			others.add(test.objectNode().put("series", labelled(name, "test")).put("values", values));
			others.add(test.objectNode().put("series", name).put("values", values));
		}
		((ArrayNode) test.path("input_series")).addAll(others);
		for (JsonNode question : test.path("promql_expr_test")) {
			((ObjectNode) question).put("expr", RECORDED.matcher(question.path("expr").asText())
				.replaceAll((name) -> name.group(1) + "{namespace=\"prod\"" + ((name.group(2) != null) ? "," : "}")));
			question.path("exp_samples")
				.forEach((sample) -> ((ObjectNode) sample).put("labels",
						labelled(sample.path("labels").asText(), "prod")));
		}
		// It can't ask for the alerts of one installation only.
		test.remove("alert_rule_test");
	}

	private static String labelled(String series, String namespace) {
		String label = "namespace=\"%s\"".formatted(namespace);
		return series.endsWith("}") ? series.replaceFirst("}$", series.endsWith("{}") ? label + "}" : "," + label + "}")
				: series + "{" + label + "}";
	}

	private void accepted(Path test) throws IOException {
		for (String namespace : List.of("prod", "test")) {
			Files.writeString(this.directory.resolve(namespace + ".rules.yml"),
					generate("namespace=\"%s\"".formatted(namespace)).success());
		}
		Tool.Result result = Tool.monitoring("promtool", "test", "rules", test.toString());
		assertThat(result.exitCode()).as(result.output()).isZero();
	}

	private static Tool.Result generate(String... arguments) {
		return Tool.run(Stream.concat(Stream.of(PROMETHEUS.resolve("generate-rules").toString()), Stream.of(arguments))
			.toList(), Map.of());
	}

}
