package io.github.dataflowautoscaler.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What the commands ask of the webhook, and what they say.
 */
class CommandsTests {

	private static final String POLICY = "/api/policies/scaletest/transform";

	private static final HttpStandIn dataFlow = HttpStandIn.dataFlow();

	private static final HttpStandIn webHook = new HttpStandIn();

	private static RunningShell shell;

	@BeforeAll
	static void start() {
		shell = new RunningShell("dataflow.uri=" + dataFlow.uri(), "dataflow.autoscale.uri=" + webHook.uri(),
				"stand-in.token=of-data-flow");
	}

	@AfterAll
	static void stop() {
		shell.close();
		webHook.close();
		dataFlow.close();
	}

	@Test
	void setChangesWhatIsNamed() {
		webHook.json("PATCH " + POLICY, policy("\"paused\": false, \"dryRun\": false"));
		assertThat(shell.run("autoscale set scaletest --applicationName transform --maxInstances 4 --catchUp 90s"))
			.isEqualTo("Autoscaling has been set for the application 'transform' of the stream 'scaletest':"
					+ " 1 to 4 instances, strategy rate");
		assertThat(webHook.last().getBodyAsString()).isEqualTo("{\"maxInstances\":4,\"catchUp\":\"PT1M30S\"}");
	}

	@Test
	void setTakesEverySetting() {
		webHook.json("PATCH " + POLICY, policy("\"paused\": false, \"dryRun\": true"));
		assertThat(shell.run("autoscale set --name scaletest --applicationName transform --minInstances 1"
				+ " --maxInstances 4 --strategy step --scaleOutBy 2 --scaleInBy 1 --scaleOutThreshold 2.5"
				+ " --targetUtilization 0.7 --catchUp default --scaleOutCooldown 1m --scaleInWindow PT10M --dryRun true"))
			.endsWith("strategy rate, dry run");
		assertThat(webHook.last().getBodyAsString())
			.isEqualTo("{\"minInstances\":1,\"maxInstances\":4,\"strategy\":\"step\","
					+ "\"scaleOutBy\":2,\"scaleInBy\":1,\"scaleOutThreshold\":2.5,\"targetUtilization\":0.7,"
					+ "\"catchUp\":null,\"scaleOutCooldown\":\"PT1M\",\"scaleInWindow\":\"PT10M\",\"dryRun\":true}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "--maxInstances four | maxInstances is 'four'; a whole number is needed",
					"--catchUp soon | catchUp is 'soon'; a time such as 90s, 5m or PT2M is needed",
					"--dryRun maybe | dryRun is 'maybe'; true or false is needed",
					"'' | There is nothing to set; name a setting, such as --maxInstances" })
	@DisplayName("case 51: a value that can't be read is named, and nothing is asked of the webhook")
	void setRefusesWhatItCannotRead(String options, String message) {
		int asked = webHook.asked().size();
		assertThat(shell.run("autoscale set scaletest --applicationName transform " + options))
			.isEqualTo("error: " + message);
		assertThat(webHook.asked()).hasSize(asked);
	}

	@Test
	@DisplayName("case 51: two writers at once: the one who lost is told")
	void conflict() {
		webHook.problem("PATCH /api/policies/scaletest/log", 412,
				"The policy of scaletest/log is not the one that was read; read it again");
		assertThat(shell.run("autoscale set scaletest --applicationName log --maxInstances 2"))
			.isEqualTo("error: The policy of scaletest/log is not the one that was read; read it again");
	}

	@Test
	void unset() {
		webHook.answer("DELETE " + POLICY, 204, "application/json", "");
		assertThat(shell.run("autoscale unset scaletest --applicationName transform"))
			.isEqualTo("Autoscaling has been unset for the application 'transform' of the stream 'scaletest'");
	}

	@Test
	void pauseForATime() throws JsonProcessingException {
		webHook.json("PATCH " + POLICY, policy("\"paused\": true, \"pausedUntil\": \"2026-11-22T08:30:00Z\""));
		assertThat(shell.run("autoscale pause scaletest --applicationName transform --duration 30m"))
			.startsWith("Autoscaling has been paused for the application 'transform' of the stream 'scaletest': "
					+ "1 to 4 instances, strategy rate, paused until 2026-11-2");
		String until = new ObjectMapper().readTree(webHook.last().getBodyAsString()).path("pausedUntil").asText();
		assertThat(Instant.parse(until)).isCloseTo(Instant.now().plus(Duration.ofMinutes(30)),
				within(1, ChronoUnit.MINUTES));
	}

	@Test
	void pauseAndResumeAWholeStream() {
		webHook.json("GET /api/policies", """
				[{"streamName": "scaletest", "applicationName": "log"},
				 {"streamName": "scaletest", "applicationName": "transform"},
				 {"streamName": "other", "applicationName": "log"}]""")
			.json("PATCH " + POLICY, policy("\"paused\": true"))
			.json("PATCH /api/policies/scaletest/log", policy("\"paused\": true"));
		assertThat(shell.run("autoscale pause scaletest").lines()).hasSize(2)
			.allMatch((line) -> line.endsWith("strategy rate, paused"));
		assertThat(webHook.last().getBodyAsString()).isEqualTo("{\"paused\":true,\"pausedUntil\":null}");
		assertThat(shell.run("autoscale resume scaletest").lines()).hasSize(2);
		assertThat(webHook.last().getBodyAsString()).isEqualTo("{\"paused\":false}");
	}

	@ParameterizedTest
	@CsvSource({ "0s", "PT-5M", "soon", "99999999999999h" })
	void aPauseTakesTime(String duration) {
		assertThat(shell.run("autoscale pause scaletest --applicationName transform --duration " + duration))
			.isEqualTo("error: duration is '" + duration + "'; a time such as 30m, 2h or PT30M is needed");
	}

	@Test
	void streamsWithoutAPolicyAreToldApartFromUnknownOnes() {
		webHook.json("GET /api/policies", "[]");
		assertThat(shell.run("autoscale resume scaletest"))
			.isEqualTo("error: No application of the stream 'scaletest' has a policy");
		assertThat(shell.run("autoscale show nostream"))
			.isEqualTo("error: No application of the stream 'nostream' has a policy; Data Flow has no such stream");
	}

	@Test
	void configServer() {
		try (HttpStandIn other = new HttpStandIn().json("GET /api/policies", "[]")) {
			assertThat(shell.run("autoscale config server " + other.uri() + " --username ops --password secret"))
				.isEqualTo("Successfully targeted " + other.uri());
			assertThat(other.last().getHeader("Authorization")).startsWith("Basic ");
			shell.run("autoscale config server " + other.uri() + " --sendToken");
			assertThat(other.last().getHeader("Authorization")).isEqualTo("Bearer of-data-flow");
		}
		webHook.json("GET /api/policies", "[]");
		assertThat(shell.run("autoscale config server --uri " + webHook.uri()))
			.isEqualTo("Successfully targeted " + webHook.uri());
		assertThat(webHook.last().getHeader("Authorization")).isNull();
	}

	@Test
	void aWrongAddressDoesNotKeepTheShellFromStarting() {
		try (RunningShell misconfigured = new RunningShell("dataflow.autoscale.uri=nowhere")) {
			assertThat(misconfigured.run("autoscale list"))
				.isEqualTo("error: uri is 'nowhere'; an address such as http://localhost:8085 is needed");
		}
	}

	private static String policy(String state) {
		return """
				{"streamName": "scaletest", "applicationName": "transform", "origin": "api", "minInstances": 1,
				 "maxInstances": 4, "strategy": "rate", %s}""".formatted(state);
	}

}
