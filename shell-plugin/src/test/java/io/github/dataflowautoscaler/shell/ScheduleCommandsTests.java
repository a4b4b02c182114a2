package io.github.dataflowautoscaler.shell;

import java.io.IOException;
import java.time.ZoneId;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScheduleCommands}.
 */
class ScheduleCommandsTests {

	private static final String POLICY = "/api/policies/scaletest/transform";

	private static final String APPLICATION = " scaletest --applicationName transform ";

	private static final String TWO = "{\"schedule\": [{\"name\": \"a\", \"minInstances\": 2},"
			+ " {\"name\": \"b\", \"minInstances\": 3}]}";

	private static final HttpStandIn dataFlow = HttpStandIn.dataFlow();

	private static final HttpStandIn webHook = new HttpStandIn();

	private static RunningShell shell;

	@BeforeAll
	static void start() {
		shell = new RunningShell("dataflow.uri=" + dataFlow.uri(), "dataflow.autoscale.uri=" + webHook.uri());
		webHook.json("GET " + POLICY, TWO).json("PATCH " + POLICY, TWO);
	}

	@AfterAll
	static void stop() {
		shell.close();
		webHook.close();
		dataFlow.close();
	}

	@ParameterizedTest
	@DisplayName("a window goes to the end, or first; one of the same name is replaced where it is")
	@CsvSource(delimiter = '|', value = { "--window c | a2 b3 c4", "--window c --first | c4 a2 b3",
			"--window a | a4 b3", "--window b --first | b4 a2" })
	void order(String options, String expected) throws IOException {
		shell.run("autoscale schedule add" + APPLICATION + options + " --zone UTC --minInstances 4");
		assertThat(new ObjectMapper().readTree(patched()).path("schedule"))
			.extracting((window) -> window.path("name").asText() + window.path("minInstances").asText())
			.containsExactly(expected.split(" "));
	}

	@Test
	@DisplayName("the values are sent as the webhook takes them, with the shell's time zone if there is none")
	void values() {
		shell.run("autoscale schedule add" + APPLICATION + "--window c --cron '0 0 22 * * *' --length 8h"
				+ " --targetUtilization 0.7 --scaleIn false --paused true");
		assertThat(patched()).contains("\"cron\":\"0 0 22 * * *\",\"length\":\"PT8H\",\"targetUtilization\":0.7,"
				+ "\"scaleIn\":false,\"paused\":true,\"zone\":\"" + ZoneId.systemDefault() + "\"");
	}

	@Test
	@DisplayName("case 51: a schedule that somebody else has changed meanwhile is not overwritten")
	void changedMeanwhile() {
		webHook.problem("PATCH " + POLICY, 412,
				"The policy of scaletest/transform is not the one that was read; read it again");
		assertThat(shell.run("autoscale schedule remove" + APPLICATION + "--window a"))
			.isEqualTo("error: The policy of scaletest/transform is not the one that was read; read it again");
		webHook.json("PATCH " + POLICY, TWO);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "remove | --window x | The policy has no window 'x'; it has a, b",
					"remove | '' | --window is missing",
					"add | --window c --minInstances few | minInstances is 'few'; it must be a whole number",
					"add | --window c --length long | length is 'long'; it must be a duration such as 90m or 8h",
					"add | --window c --scaleIn no | scaleIn is 'no'; it must be true or false" })
	void wrong(String command, String options, String message) {
		assertThat(shell.run("autoscale schedule " + command + APPLICATION + options)).isEqualTo("error: " + message);
	}

	@Test
	void nothingToList() {
		webHook.json("GET " + POLICY, "{}").json("GET /api/streams/scaletest/transform", "{}");
		assertThat(shell.run("autoscale schedule list" + APPLICATION)).isEqualTo("The policy has no schedule");
		webHook.json("GET " + POLICY, TWO);
	}

	private static String patched() {
		return webHook.asked()
			.stream()
			.filter((request) -> request.getMethod().getName().equals("PATCH"))
			.reduce((first, second) -> second)
			.orElseThrow()
			.getBodyAsString();
	}

}
