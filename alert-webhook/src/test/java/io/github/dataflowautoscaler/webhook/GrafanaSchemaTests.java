package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.jayway.jsonpath.DocumentContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard keeps to the types that Grafana publishes for it, the options of each
 * kind of panel among them. Grafana itself passes over what it does not know. All are
 * looked at in one run, because reading the types takes longest.
 */
class GrafanaSchemaTests {

	private static final Pattern COMPLAINT = Pattern.compile("(?m)^(?=\\S)");

	private static List<String> complaints;

	@BeforeAll
	static void check(@TempDir Path directory) throws IOException {
		List<String> command = new ArrayList<>(
				List.of("../grafana/schema/check", GrafanaDashboardTests.FILE.toString()));
		for (Mistake mistake : Mistake.values()) {
			DocumentContext dashboard = GrafanaDashboardTests.read();
			dashboard.put(mistake.path, mistake.property, mistake.value);
			command.add(Files.writeString(directory.resolve(mistake + ".json"), dashboard.jsonString()).toString());
		}
		// The first time, there it says that it fetches what it needs.
		Path errors = directory.resolve("errors");
		Process check = new ProcessBuilder(command).redirectError(errors.toFile()).start();
		String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(check.onExit().join().exitValue()).as(Files.readString(errors) + output).isNotZero();
		complaints = COMPLAINT.splitAsStream(output).toList();
		assertThat(complaints).as(Files.readString(errors))
			.isNotEmpty()
			.allMatch((complaint) -> complaint.contains("error TS"));
	}

	@Test
	void theDashboardHasNothingThatGrafanaDoesNotKnow() {
		assertThat(complaints(GrafanaDashboardTests.FILE.getFileName().toString())).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void whatItDoesNotKnowIsNamed(Mistake mistake) {
		assertThat(complaints(mistake + ".json")).contains(mistake.complaint);
	}

	/**
	 * What the project's own script says of a file.
	 */
	private static String complaints(String file) {
		return complaints.stream()
			.filter((complaint) -> complaint.startsWith(file + ".ts("))
			.collect(Collectors.joining());
	}

	private enum Mistake {

		DASHBOARD("$", "refreshInterval", "30s", "'\"refreshInterval\"' does not exist"),

		VARIABLE("$.templating.list[0]", "multiple", "yes", "'\"multiple\"' does not exist"),

		ANNOTATION("$.annotations.list[1]", "expression", "up", "'\"expression\"' does not exist"),

		KIND_OF_PANEL("$.panels[0]", "type", "statistic", "'\"statistic\"' is not assignable"),

		QUERY("$.panels[0].targets[0]", "query", "up", "'\"query\"' does not exist"),

		OPTION("$.panels[0].options", "colourMode", "value", "'\"colourMode\"' does not exist"),

		VALUE_OF_AN_OPTION("$.panels[0].options", "colorMode", "colour", "'\"colour\"' is not assignable"),

		OPTION_OF_A_TABLE("$..[?(@.type=='table')].options", "header", "shown", "'\"header\"' does not exist"),

		FIELD("$..fieldConfig..custom", "lineWidth", "thin", "not assignable to type 'number'");

		private final String path;

		private final String property;

		private final String value;

		private final String complaint;

		Mistake(String path, String property, String value, String complaint) {
			this.path = path;
			this.property = property;
			this.value = value;
			this.complaint = complaint;
		}

	}

}
