package io.github.dataflowautoscaler.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.shell.command.CommandOption;
import org.springframework.shell.command.CommandRegistration;

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

	@BeforeEach
	void answer() {
		webHook.json("GET /api/policies", "[]").json("GET /api/doctor", "{\"findings\": []}");
	}

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
		assertThat(patch()).isEqualTo("{\"maxInstances\":4,\"catchUp\":\"PT1M30S\"}");
	}

	@Test
	void setTakesEverySetting() {
		webHook.json("PATCH " + POLICY, policy("\"paused\": false, \"dryRun\": true"));
		assertThat(shell.run("autoscale set --name scaletest --applicationName transform --minInstances 1"
				+ " --maxInstances 4 --strategy step --scaleOutBy 2 --scaleInBy 1 --scaleOutThreshold 2.5"
				+ " --targetUtilization 0.7 --catchUp default --scaleOutCooldown 1m --scaleInWindow PT10M"
				+ " --foresight advise --dryRun true"))
			.endsWith("strategy rate, dry run");
		assertThat(patch()).isEqualTo("{\"minInstances\":1,\"maxInstances\":4,\"strategy\":\"step\","
				+ "\"scaleOutBy\":2,\"scaleInBy\":1,\"scaleOutThreshold\":2.5,\"targetUtilization\":0.7,"
				+ "\"catchUp\":null,\"scaleOutCooldown\":\"PT1M\",\"scaleInWindow\":\"PT10M\",\"foresight\":\"advise\",\"dryRun\":true}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "--maxInstances four | maxInstances is 'four'; it must be a whole number",
					"--catchUp soon | catchUp is 'soon'; it must be a duration such as 90s, 5m or 1h30m",
					"--dryRun maybe | dryRun is 'maybe'; it must be true or false",
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
	void setTellsWhatHasChanged() {
		webHook.json("GET /api/policies", "[" + policy("\"catchUp\": \"PT2M\", \"scaleOutBy\": 2") + "]")
			.json("PATCH " + POLICY, policy("\"catchUp\": \"PT1H30M\", \"scaleOutBy\": null"));
		assertThat(
				shell.run("autoscale set scaletest --applicationName transform --catchUp 1h30m --scaleOutBy default"))
			.endsWith("'scaletest': catchUp 2m → 1h30m, scaleOutBy 2 → default");
		webHook.json("PATCH " + POLICY, policy("\"catchUp\": \"PT2M\", \"scaleOutBy\": 2"));
		assertThat(shell.run("autoscale set scaletest --applicationName transform --catchUp 2m"))
			.endsWith("'scaletest': nothing changed");
	}

	@Test
	void setWarnsOfWhatDoesNotFit() {
		webHook.json("PATCH " + POLICY, policy("\"dryRun\": false")).json("GET /api/doctor", """
				{"findings": [
				 {"check": "definition", "status": "failure", "message": "There is no stream scaletest"},
				 {"check": "partitions", "status": "warning", "message": "2 partitions are too few for 4 instances"},
				 {"check": "prometheus", "status": "failure", "message": "It can't be reached"}]}""");
		assertThat(shell.run("autoscale set scaletest --applicationName transform --maxInstances 4"))
			.endsWith("\nWarning: There is no stream scaletest\nWarning: 2 partitions are too few for 4 instances");
		assertThat(webHook.last().getUrl()).isEqualTo("/api/doctor?stream=scaletest&application=transform");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "--dryRun | {\"dryRun\":true}", "--dryRun false | {\"dryRun\":false}",
			"--dryRun --maxInstances 2 | {\"maxInstances\":2,\"dryRun\":true}" })
	void aFlagWithoutAValueIsOn(String options, String patch) {
		webHook.json("PATCH " + POLICY, policy("\"dryRun\": true"));
		shell.run("autoscale set scaletest --applicationName transform " + options);
		assertThat(patch()).isEqualTo(patch);
	}

	@Test
	void anOptionWithoutItsValueIsRefusedInEveryCommand() {
		int asked = webHook.asked().size();
		for (CommandRegistration command : shell.commands(Command.GROUP)) {
			for (CommandOption option : command.getOptions()) {
				if (option.getArityMin() > 0) {
					String name = "--" + option.getLongNames()[0];
					String line = command.getCommand() + needed(command, option) + " " + name;
					assertThat(shell.run(line)).as(line).isEqualTo("error: " + name + " has no value");
					assertThat(shell.run(line + " --output json")).as(line).startsWith("error: ");
				}
			}
		}
		assertThat(webHook.asked().stream().skip(asked))
			.noneMatch((request) -> request.getMethod().getName().equals("PATCH"));
	}

	/** What Spring Shell itself asks for, so that the command gets to say something. */
	private static String needed(CommandRegistration command, CommandOption tried) {
		return command.getOptions()
			.stream()
			.filter((option) -> option.isRequired() && option != tried)
			.map((option) -> " --" + option.getLongNames()[0] + " x")
			.collect(Collectors.joining());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"autoscale show scaletest transform | 'transform' is an unexpected argument; an application follows --applicationName",
			"autoscale show scaletest --name other | --name is given twice",
			"autoscale resume scaletest --applicationName a --applicationName b | --applicationName is given twice",
			"autoscale config info now | 'now' is an unexpected argument",
			"autoscale unset scaletest --force maybe | force is 'maybe'; it must be true or false" })
	void everyWordMeansSomething(String line, String message) {
		webHook.json("GET /api/policies", "[" + policy("\"dryRun\": false") + "]");
		assertThat(shell.run(line)).isEqualTo("error: " + message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pause", "resume", "unset" })
	void whatIsAboutAPolicyNeedsOne(String command) {
		webHook.json("GET /api/policies", "[" + policy("\"dryRun\": false") + "]");
		assertThat(shell.run("autoscale " + command + " scaletest --applicationName log"))
			.isEqualTo("error: The application 'log' of the stream 'scaletest' has no policy; "
					+ "those that have one: transform");
	}

	@Test
	void unsetAWholeStream() {
		webHook.json("GET /api/policies", "[" + policy("\"dryRun\": false") + "]")
			.answer("DELETE " + POLICY, 204, "application/json", "");
		assertThat(shell.run("autoscale unset scaletest --force"))
			.isEqualTo("Autoscaling has been unset for the application 'transform' of the stream 'scaletest'");
		try {
			assertThat(shell.nonInteractive().run("autoscale unset scaletest"))
				.isEqualTo("error: Really unset all policies of the stream 'scaletest' (transform)? "
						+ "There is no terminal to ask at; use --force to confirm");
		}
		finally {
			shell.interactive();
		}
	}

	@Test
	void unset() {
		webHook.json("GET /api/policies", "[" + policy("\"dryRun\": false") + "]");
		webHook.answer("DELETE " + POLICY, 204, "application/json", "");
		assertThat(shell.run("autoscale unset scaletest --applicationName transform"))
			.isEqualTo("Autoscaling has been unset for the application 'transform' of the stream 'scaletest'");
	}

	@Test
	void pauseForATime() throws JsonProcessingException {
		webHook.json("GET /api/policies", "[" + policy("\"dryRun\": false") + "]");
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
		webHook.json("GET /api/policies", "[" + policy("\"dryRun\": false") + "]");
		assertThat(shell.run("autoscale pause scaletest --applicationName transform --duration " + duration))
			.isEqualTo("error: duration is '" + duration + "'; it must be a time such as 30m, 2h or 1h30m");
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
	void applyShowsWhatWouldChangeAndSetsIt(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("policies.yml"),
				"autoscale: {policies: {scaletest: {transform: {maxInstances: 6}}}}");
		webHook.json("GET /api/policies", "[" + policy("\"catchUp\": \"PT2M\"") + "]")
			.json("POST /api/policies", "[" + policy("\"catchUp\": \"PT5M\"") + "]");
		assertThat(shell.run("autoscale apply --file " + file + " --force"))
			.isEqualTo("scaletest/transform: catchUp 2m → 5m\nAutoscaling has been set for 1 application");
		assertThat(webHook.last().getBodyAsString()).isEqualTo("{\"scaletest\":{\"transform\":{\"maxInstances\":6}}}");
		assertThat(webHook.last().getUrl()).isEqualTo("/api/policies?check=false");
		webHook.json("POST /api/policies", "[" + policy("\"catchUp\": \"PT2M\"") + "]");
		assertThat(shell.run("autoscale apply --file " + file))
			.isEqualTo("Nothing to change: all policies of the file are set already");
		assertThat(webHook.last().getUrl()).isEqualTo("/api/policies?check=true");
		assertThat(shell.run("autoscale export scaletest"))
			.startsWith("autoscale:\n  policies:\n    scaletest:\n      transform:\n");
		assertThat(shell.run("autoscale export other")).startsWith("error: No application of the stream 'other'");
	}

	@Test
	void configInfo() {
		assertThat(shell.run("autoscale config info")).contains(webHook.uri(), "none", "answers, 0 policies");
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
				.isEqualTo("error: uri is 'nowhere'; it must be an address such as http://localhost:8085");
		}
	}

	/** The doctor is asked afterwards. */
	private static String patch() {
		return webHook.asked()
			.stream()
			.filter((request) -> request.getMethod().getName().equals("PATCH"))
			.reduce((first, second) -> second)
			.orElseThrow()
			.getBodyAsString();
	}

	private static String policy(String state) {
		return """
				{"streamName": "scaletest", "applicationName": "transform", "origin": "api", "minInstances": 1,
				 "maxInstances": 4, "strategy": "rate", %s}""".formatted(state);
	}

}
