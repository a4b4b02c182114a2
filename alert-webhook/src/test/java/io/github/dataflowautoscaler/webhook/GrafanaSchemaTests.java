package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import com.jayway.jsonpath.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard keeps to the types that Grafana publishes for it, the options of each
 * kind of panel among them. Grafana itself passes over what it does not know.
 */
class GrafanaSchemaTests {

	@TempDir
	private Path directory;

	@Test
	void theDashboardHasNothingThatGrafanaDoesNotKnow() throws IOException {
		assertThat(complaints(GrafanaDashboardTests.FILE)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			$                                | refreshInterval | 30s       | '"refreshInterval"' does not exist
			$.templating.list[0]             | multiple        | yes       | '"multiple"' does not exist
			$.annotations.list[1]            | expression      | up        | '"expression"' does not exist
			$.panels[0]                      | type            | statistic | '"statistic"' is not assignable
			$.panels[0].targets[0]           | query           | up        | '"query"' does not exist
			$.panels[0].options              | colourMode      | value     | '"colourMode"' does not exist
			$.panels[0].options              | colorMode       | colour    | '"colour"' is not assignable
			$..[?(@.type=='table')].options  | header          | shown     | '"header"' does not exist
			$..fieldConfig..custom           | lineWidth       | thin      | not assignable to type 'number'
			""")
	void whatItDoesNotKnowIsNamed(String path, String property, String value, String complaint) throws IOException {
		DocumentContext dashboard = GrafanaDashboardTests.read();
		dashboard.put(path, property, value);
		Path file = Files.writeString(this.directory.resolve("changed.json"), dashboard.jsonString());
		assertThat(complaints(file)).contains("changed.json", complaint);
	}

	/**
	 * What the project's own script says.
	 */
	private static String complaints(Path dashboard) throws IOException {
		Process check = new ProcessBuilder("../grafana/schema/check", dashboard.toString()).redirectErrorStream(true)
			.start();
		String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		boolean content = check.onExit().join().exitValue() == 0;
		assertThat(content).as(output).isEqualTo(!output.contains("error TS"));
		return content ? "" : output;
	}

}
