package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard is one that Grafana can load, and that stands beside Data Flow's own
 * ones. What it asks for is asked of a real Prometheus by {@link GrafanaQueriesTests}.
 */
class GrafanaDashboardTests {

	static final Path FILE = Path.of("../grafana/autoscale-dashboard.json");

	private static final Pattern RANGE = Pattern.compile("\\$__\\w+");

	private final DocumentContext dashboard = read();

	static DocumentContext read() {
		try {
			return JsonPath.parse(Files.readString(FILE));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void hasTheVariablesOfDataFlowsDashboardsAndIsReachedFromThem() {
		assertThat(this.dashboard.<List<String>>read("$.templating.list[*].name")).containsExactly("datasource",
				"stream_name", "application_name", "filter");
		assertThat(this.dashboard.<String>read("$.uid")).isEqualTo("scdf-autoscaler");
		assertThat(this.dashboard.<List<Map<String, Object>>>read("$.links")).singleElement()
			.satisfies((link) -> assertThat(link).containsEntry("type", "dashboards")
				.containsEntry("includeVars", true)
				.containsEntry("keepTime", true)
				.containsEntry("tags", List.of()));
		assertThat(this.dashboard.<List<Object>>read("$.tags")).isEmpty();
	}

	@Test
	void asksTheChosenPrometheusEverywhere() {
		assertThat(this.dashboard.<List<Map<String, String>>>read("$..datasource"))
			.filteredOn((source) -> !source.get("type").equals("grafana"))
			.hasSizeGreaterThan(20)
			.allMatch((source) -> source.equals(Map.of("type", "prometheus", "uid", "${datasource}")));
		for (String queries : List.of("$.panels[*].targets[*]", "$.panels[?(@.type != 'row')]",
				"$.templating.list[?(@.type == 'query')]", "$.annotations.list[?(@.expr)]")) {
			assertThat(this.dashboard.<List<Map<String, Object>>>read(queries)).isNotEmpty()
				.allMatch((query) -> query.containsKey("datasource"));
		}
	}

	@Test
	void usesNoVariableThatThereIsNot() {
		Set<String> used = new TreeSet<>();
		Pattern.compile("\\$\\{?(\\w+)")
			.matcher(this.dashboard.jsonString())
			.results()
			.forEach((variable) -> used.add(variable.group(1)));
		assertThat(used).containsExactly("__all", "__rate_interval", "application_name", "datasource", "stream_name");
	}

	@Test
	void panelsHaveAnIdATitleAndADescriptionOfTheirOwn() {
		assertThat(this.dashboard.<List<Integer>>read("$.panels[*].id")).doesNotHaveDuplicates();
		assertThat(this.dashboard.<List<String>>read("$.panels[*].title")).doesNotHaveDuplicates();
		assertThat(this.dashboard.<List<Map<String, Object>>>read("$.panels[?(@.type != 'row')]")).isNotEmpty()
			.allSatisfy((panel) -> {
				assertThat((String) panel.get("description")).endsWith(".");
				assertThat(JsonPath.<List<String>>read(panel, "$.targets[*].refId")).isNotEmpty()
					.doesNotHaveDuplicates();
			});
	}

	@Test
	void panelsFillTheGridAndLieOnNoOther() {
		List<String> cells = new ArrayList<>();
		int bottom = 0;
		for (Map<String, Integer> place : this.dashboard.<List<Map<String, Integer>>>read("$.panels[*].gridPos")) {
			assertThat(place.get("x") + place.get("w")).isLessThanOrEqualTo(24);
			bottom = Math.max(bottom, place.get("y") + place.get("h"));
			for (int x = place.get("x"); x < place.get("x") + place.get("w"); x++) {
				for (int y = place.get("y"); y < place.get("y") + place.get("h"); y++) {
					cells.add(x + "/" + y);
				}
			}
		}
		assertThat(cells).doesNotHaveDuplicates().hasSize(24 * bottom);
	}

	/** All expressions, with everything chosen. */
	static Stream<String> expressions() {
		DocumentContext dashboard = read();
		return Stream
			.concat(dashboard.<List<String>>read("$.panels[*].targets[*].expr").stream(),
					dashboard.<List<String>>read("$.annotations.list[*].expr").stream())
			.map((expression) -> expression.replace("$stream_name", ".*").replace("$application_name", ".*"))
			.map((expression) -> RANGE.matcher(expression).replaceAll("30s"));
	}

}
