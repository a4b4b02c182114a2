package io.github.dataflowautoscaler.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TimeZone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the webhook's documents look in the shell.
 */
class StatusCommandsTests {

	private static final String DECISION = """
			{"id": 7, "streamName": "scaletest", "applicationName": "transform", "decidedAt": "2026-11-22T08:00:00.123Z",
			 "alertName": "HighThroughputDifference", "direction": "out", "outcome": "in_progress",
			 "reason": "scale_out", "explanation": "25.0 messages/s arrive", "fromInstances": 1, "requiredInstances": 3,
			 "toInstances": 3}""";

	private static final String STATUS = """
			{"streamName": "scaletest", "applicationName": "transform", "minInstances": 1, "maxInstances": 4,
			 "strategy": "rate", "paused": false, "dryRun": false, "runningInstances": 3, "deployedInstances": 2,
			 "deployment": "deployed", "reportingInstances": 2, "requiredInstances": 3, "recommendedInstances": 3, "arrivalRate": 25.0, "inputRate": 19.428, "lag": 712.0,
			 "capacityPerInstance": 9.776786800661988, "utilization": 0.986, "partitions": 4,
			 "witnesses": {"arrivalRate": "links", "inputRate": "listener", "consumers": "client"},
			 "unknown": "not told", "latestDecision": %s}"""
		.formatted(DECISION);

	private static final HttpStandIn webHook = new HttpStandIn();

	private static final TimeZone zone = TimeZone.getDefault();

	private static RunningShell shell;

	@BeforeAll
	static void start() {
		TimeZone.setDefault(TimeZone.getTimeZone("Europe/Vienna"));
		shell = new RunningShell("dataflow.autoscale.uri=" + webHook.uri());
	}

	@AfterAll
	static void stop() {
		TimeZone.setDefault(zone);
		shell.close();
		webHook.close();
	}

	@BeforeEach
	void everybodyIsThere() {
		webHook.json("GET /api/absences", "[]");
	}

	@Test
	void list() {
		webHook.json("GET /api/streams", "[" + STATUS + "]");
		assertThat(shell.run("autoscale list")).isEqualTo("""
				╔═══════════╤═══════════╤══════════╤═══╤═══════╤════════╤══════╤══════╤═════════════════╗
				║Stream Name│Application│   Load   │Lag│Running│Required│Bounds│State │  Last Decision  ║
				╠═══════════╪═══════════╪══════════╪═══╪═══════╪════════╪══════╪══════╪═════════════════╣
				║scaletest  │transform  │25/s, 99 %│712│3      │3       │1 to 4│active│1 → 3 in progress║
				╚═══════════╧═══════════╧══════════╧═══╧═══════╧════════╧══════╧══════╧═════════════════╝
				""");
	}

	@Test
	void aNarrowListHasNoDecisions() throws JsonProcessingException {
		JsonNode statuses = new ObjectMapper().readTree("[" + STATUS + "]");
		assertThat(StatusList.of(statuses).render(80)).contains("State ║").doesNotContain("Last Decision");
		assertThat(StatusList.of(statuses).render(80).toString().lines()).allMatch((line) -> line.length() <= 80);
	}

	@Test
	void listSaysWhoIsAwayAndSinceWhen() {
		webHook.json("GET /api/streams", "[" + STATUS.replace("\"deployed\"", "\"not_deployed\"") + "]")
			.json("GET /api/absences",
					"""
							[{"what": "Prometheus can't be read", "since": "2026-11-22T08:00:00Z", "meaning": "Nothing is measured."},
							 {"what": "No Prometheus is configured", "meaning": "It scales by steps."}]""");
		assertThat(shell.run("autoscale list")).contains("│not deployed│",
				"Prometheus can't be read since 2026-11-22 09:00:00. Nothing is measured.",
				"No Prometheus is configured. It scales by steps.");
	}

	@Test
	void listOfOneStream() {
		webHook.json("GET /api/streams", "[]");
		assertThat(shell.run("autoscale list scaletest"))
			.isEqualTo("No application of the stream 'scaletest' has a policy; one is set with: "
					+ "autoscale set scaletest --applicationName <application> --maxInstances <number>");
		assertThat(webHook.asked()).anyMatch((request) -> request.getUrl().equals("/api/streams?stream=scaletest"));
	}

	@Test
	void anOutputFile(@TempDir Path directory) throws IOException {
		webHook.json("GET /api/streams", "[]");
		Path file = directory.resolve("list.json");
		assertThat(shell.run("autoscale list --output json --outputFile " + file)).isEqualTo("Written to " + file);
		assertThat(file).hasContent("[ ]\n");
		assertThat(shell.run("autoscale list --outputFile /nowhere/file"))
			.isEqualTo("error: '/nowhere/file' can't be written: there is no such file or directory");
	}

	@Test
	void nobodyWatchesACommandFile() {
		webHook.json("GET /api/streams", "[]");
		try {
			assertThat(shell.nonInteractive().run("autoscale list --watch"))
				.isEqualTo("error: --watch needs a prompt: it can't be stopped here");
		}
		finally {
			shell.interactive();
		}
	}

	@Test
	void showTellsThatAPolicyWasDeployed() {
		webHook.json("GET /api/streams/scaletest/transform", STATUS).json("GET /api/policies/scaletest/transform", """
				{"streamName": "scaletest", "applicationName": "transform", "origin": "deployment",
				 "minInstances": 1, "maxInstances": 4, "strategy": "rate"}""");
		assertThat(shell.run("autoscale show scaletest --applicationName transform"))
			.contains("deployed with = the stream");
	}

	@Test
	void show() {
		webHook.json("GET /api/streams/scaletest/transform", STATUS).json("GET /api/policies/scaletest/transform", """
				{"streamName": "scaletest", "applicationName": "transform", "origin": "configuration",
				 "minInstances": 1, "maxInstances": 4, "strategy": "rate", "targetUtilization": 0.85,
				 "catchUp": "PT2M", "dryRun": false, "paused": false}""");
		assertThat(shell.run("autoscale show scaletest --applicationName transform")).isEqualTo("""
				╔═════════════╤══════════════════════════════════════════════════════════════╗
				║Stream       │scaletest                                                     ║
				╟─────────────┼──────────────────────────────────────────────────────────────╢
				║Application  │transform                                                     ║
				╟─────────────┼──────────────────────────────────────────────────────────────╢
				║State        │active                                                        ║
				╟─────────────┼──────────────────────────────────────────────────────────────╢
				║Policy       │     minInstances = 1                                         ║
				║             │     maxInstances = 4                                         ║
				║             │         strategy = rate                                      ║
				║             │targetUtilization = 0.85                                      ║
				║             │          catchUp = 2m                                        ║
				║             │      declared in = configuration                             ║
				╟─────────────┼──────────────────────────────────────────────────────────────╢
				║Instances    │    running = 3                                               ║
				║             │      ready = 2                                               ║
				║             │   measured = 2                                               ║
				║             │   required = 3                                               ║
				║             │recommended = 3                                               ║
				╟─────────────┼──────────────────────────────────────────────────────────────╢
				║Load         │              arrival = 25 messages/s                         ║
				║             │                input = 19.43 messages/s                      ║
				║             │capacity per instance = 9.78 messages/s                       ║
				║             │          utilization = 99 %                                  ║
				║             │                  lag = 712 messages                          ║
				║             │           partitions = 4                                     ║
				╟─────────────┼──────────────────────────────────────────────────────────────╢
				║Measured By  │  arrival = links                                             ║
				║             │    input = listener                                          ║
				║             │consumers = client                                            ║
				╟─────────────┼──────────────────────────────────────────────────────────────╢
				║Not Measured │not told                                                      ║
				╟─────────────┼──────────────────────────────────────────────────────────────╢
				║Last Decision│2026-11-22 09:00:00, 1 → 3 in progress: 25.0 messages/s arrive║
				╚═════════════╧══════════════════════════════════════════════════════════════╝
				""");
	}

	@Test
	void showForPrograms() {
		webHook.json("GET /api/streams/scaletest/transform", "{\"lag\": 3}")
			.json("GET /api/policies/scaletest/transform", "{\"maxInstances\": 4}");
		assertThat(shell.run("autoscale show scaletest --applicationName transform --output json"))
			.isEqualToIgnoringWhitespace("[{\"lag\": 3, \"policy\": {\"maxInstances\": 4}}]");
	}

	@Test
	void history() {
		webHook.json("GET /api/history", "[" + DECISION + """
				, {"decidedAt": "2026-11-22T07:00:00Z", "streamName": "scaletest", "applicationName": "transform",
				 "alertName": "Somebody else", "outcome": "outside", "explanation": "1.0 messages/s arrive",
				 "fromInstances": 1, "toInstances": 2},
				{"decidedAt": "2026-11-22T06:00:00Z", "streamName": "scaletest", "applicationName": "transform",
				 "alertName": "Policy", "outcome": "policy", "explanation": "maxInstances 4 -> 6"}]""");
		String history = shell.run("autoscale history scaletest --applicationName transform --limit 3");
		assertThat(history.replaceAll(" +", " ")).contains(
				"║2026-11-22 09:00:00│scaletest │transform │HighThroughputDifference│in progress│1 → 3 │25.0 messages/s arrive",
				"║2026-11-22 08:00:00│scaletest │transform │Somebody else │outside │1 → 2 │1.0 messages/s arrive",
				"║2026-11-22 07:00:00│scaletest │transform │ │policy │ │maxInstances 4 -> 6");
		assertThat(webHook.last().getUrl()).isEqualTo("/api/history?stream=scaletest&application=transform&limit=3");
	}

	@Test
	void historyTakesTwoLinesWhereATableWouldFold() throws JsonProcessingException {
		JsonNode entries = new ObjectMapper().readTree("[" + DECISION + "]");
		assertThat(HistoryList.of(entries).render(80)).isEqualTo("""
				2026-11-22 09:00:00 scaletest/transform 1 → 3 in progress
				    HighThroughputDifference: 25.0 messages/s arrive
				""");
	}

	@Test
	void historySince() {
		webHook.json("GET /api/history", "[]");
		assertThat(shell.run("autoscale history --since 2026-11-22T09:00")).isEqualTo("Nothing was decided");
		assertThat(webHook.last().getUrl()).isEqualTo("/api/history?since=2026-11-22T08%3A00%3A00Z&limit=20");
		assertThat(shell.run("autoscale history --since yesterday"))
			.isEqualTo("error: since is 'yesterday'; it must be a "
					+ "duration such as 30m or 2d, or a time such as 2026-11-22T08:30");
	}

	@ParameterizedTest
	@ValueSource(strings = { "abc", "0", "1001" })
	void aLimitIsANumber(String limit) {
		assertThat(shell.run("autoscale history --limit " + limit))
			.isEqualTo("error: limit is '" + limit + "'; it must be a whole number from 1 to 1000");
	}

	@Test
	void whatIsDecidedAgainAndAgainIsOneEntry() {
		webHook.json("GET /api/history", """
				[{"decidedAt": "2026-11-22T07:00:00Z", "lastDecidedAt": "2026-11-22T07:11:00Z", "times": 12,
				 "streamName": "scaletest", "applicationName": "transform", "outcome": "held",
				 "explanation": "1.0 messages/s arrive", "fromInstances": 1, "toInstances": 1}]""");
		assertThat(shell.run("autoscale history scaletest").replaceAll("\\s+", " "))
			.contains("║2026-11-22 08:00:00│scaletest", "held 12 times until 2026-11-22 08:11:00");
	}

	@Test
	void historyOfEverything() {
		webHook.json("GET /api/history", "[]");
		shell.run("autoscale history");
		assertThat(webHook.last().getUrl()).isEqualTo("/api/history?limit=20");
	}

	@Test
	void explain() {
		webHook.json("GET /api/streams/scaletest/transform/explain", """
				{"out": {"from": 1, "required": 7, "to": 4, "reason": "scale_out", "explanation": "Cut by the maximum"},
				 "in": {"from": 1, "required": 7, "to": 1, "reason": "enough", "explanation": "All are needed"},
				 "terms": [{"name": "arrival", "value": 62.456, "unit": "messages/s", "note": "what time sends"},
				  {"name": "highest in window", "unit": "instances", "note": "not known yet"}],
				 "limits": [{"name": "maximum", "from": 7, "to": 4}]}""");
		assertThat(shell.run("autoscale explain scaletest --applicationName transform")).isEqualTo("""
				╔═══════════════════════╤═════════╤════════╤══════════════════╗
				║If This Alert Fires Now│Instances│Required│      Reason      ║
				╠═══════════════════════╪═════════╪════════╪══════════════════╣
				║scale-out              │1 → 4    │7       │Cut by the maximum║
				║scale-in               │1        │7       │All are needed    ║
				╚═══════════════════════╧═════════╧════════╧══════════════════╝

				╔═════════════════╤════════════════╤═══════════════╗
				║      Term       │     Value      │     Note      ║
				╠═════════════════╪════════════════╪═══════════════╣
				║arrival          │62.46 messages/s│what time sends║
				║highest in window│unknown         │not known yet  ║
				╚═════════════════╧════════════════╧═══════════════╝

				╔═══════╤═════════╗
				║ Limit │Instances║
				╠═══════╪═════════╣
				║maximum│7 → 4    ║
				╚═══════╧═════════╝
				""");
	}

	@Test
	void doctor() {
		webHook.json("GET /api/doctor", """
				{"checkedAt": "2026-11-22T08:00:00Z", "findings": [
				 {"check": "data-flow", "status": "ok", "message": "2.11.5"},
				 {"check": "partitions", "subject": "scaletest/transform", "status": "warning",
				  "message": "2 partitions for up to 4 instances", "remedy": "Add partitions"}]}""");
		assertThat(shell.run("autoscale doctor scaletest")).isEqualTo("""
				╔══════════╤═══════════════════╤═══════╤══════════════════════════════════╤══════════════╗
				║  Check   │      Subject      │Status │             Finding              │  What To Do  ║
				╠══════════╪═══════════════════╪═══════╪══════════════════════════════════╪══════════════╣
				║data-flow │                   │ok     │2.11.5                            │              ║
				║partitions│scaletest/transform│warning│2 partitions for up to 4 instances│Add partitions║
				╚══════════╧═══════════════════╧═══════╧══════════════════════════════════╧══════════════╝

				2 checks: 0 failed, 1 with a warning""");
		assertThat(webHook.last().getUrl()).isEqualTo("/api/doctor?stream=scaletest");
	}

	@Test
	void aDoctorWithBadNewsFails() {
		webHook.json("GET /api/doctor", """
				{"findings": [{"check": "prometheus", "status": "failure", "message": "It can't be reached"}]}""");
		assertThat(shell.run("autoscale doctor")).isEqualTo("error: 1 checks: 1 failed, 0 with a warning");
	}

	@Test
	void aDoctorForProgramsLeavesTheJudgementToThem() {
		webHook.json("GET /api/doctor", "{\"findings\": [{\"status\": \"failure\"}]}");
		assertThat(shell.run("autoscale doctor --output json"))
			.isEqualToIgnoringWhitespace("{\"findings\": [{\"status\": \"failure\"}]}");
	}

	@Test
	void thereAreTwoOutputs() {
		assertThat(shell.run("autoscale list --output xml"))
			.isEqualTo("error: output is 'xml'; it must be table or json");
	}

}
