package io.github.dataflowautoscaler.shell;

import java.util.TimeZone;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How simulations look in the shell, and what is asked of the webhook for them.
 */
class SimulationCommandsTests {

	private static final String SIMULATION = """
			{"streamName": "scaletest", "applicationName": "transform", "begin": "2026-11-21T08:00:00Z",
			 "end": "2026-11-28T08:00:00Z", %s"capacityPerInstance": 9.81, "startTime": "PT21S", "partitions": 12,
			 "settings": {"minInstances": 1, "maxInstances": 4, "strategy": "rate", "targetUtilization": 0.75},
			 "proposed": {"instanceHours": 301.5, "actions": 57, "minutesLate": 3.25, "longestWaitSeconds": 71.6},
			 "fixedInstances": 4,
			 "fixed": {"instanceHours": 672, "actions": 0, "minutesLate": 0, "longestWaitSeconds": 0},
			 "measured": {"instanceHours": 310.25}}""";

	private static final HttpStandIn webHook = new HttpStandIn();

	private static final TimeZone zone = TimeZone.getDefault();

	private static RunningShell shell;

	@BeforeAll
	static void start() {
		TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
		shell = new RunningShell("dataflow.autoscale.uri=" + webHook.uri());
	}

	@AfterAll
	static void stop() {
		TimeZone.setDefault(zone);
		shell.close();
		webHook.close();
	}

	@Test
	void simulate() {
		webHook.json("GET /api/policies/scaletest/transform/simulation",
				SIMULATION.formatted("\"leftOut\": \"3 h 20 min of 7 d could not be read and are left out\", "));
		assertThat(shell.run("autoscale simulate scaletest --applicationName transform --maxInstances 4")).isEqualTo("""
				This policy: 1 to 4 instances, strategy rate
				From 2026-11-21 08:00:00 to 2026-11-28 08:00:00; an instance does 9.81 messages/s and starts in 21s
				3 h 20 min of 7 d could not be read and are left out
				╔═════════════════╤══════════════╤═══════╤════════════╤════════════╗
				║      With       │Instance-Hours│Actions│Minutes Late│Longest Wait║
				╠═════════════════╪══════════════╪═══════╪════════════╪════════════╣
				║this policy      │301.5         │57     │3.25        │72 s        ║
				║always 4         │672           │0      │0           │0 s         ║
				║what was measured│310.25        │       │            │            ║
				╚═════════════════╧══════════════╧═══════╧════════════╧════════════╝
				""");
	}

	@Test
	void simulateAsksForTheSettingsThatAreNamed() {
		webHook.json("GET /api/policies/scaletest/transform/simulation", SIMULATION.formatted(""));
		shell.run("autoscale simulate scaletest --applicationName transform --since 1d12h --catchUp 1h30m "
				+ "--scaleInBy default --dryRun");
		assertThat(webHook.asked()).anyMatch((request) -> request.getUrl()
			.equals("/api/policies/scaletest/transform/simulation?since=PT36H&scaleInBy=&catchUp=PT1H30M&dryRun=true"));
	}

	@Test
	void suggest() {
		webHook.json("GET /api/policies/scaletest/transform/suggestion",
				"{\"reasons\": [\"maxInstances 4: enough\"], \"simulation\": %s}".formatted(SIMULATION.formatted("")));
		assertThat(shell.run("autoscale suggest scaletest --applicationName transform")).endsWith(
				"""
						maxInstances 4: enough

						To set it: autoscale set scaletest --applicationName transform --minInstances 1 --maxInstances 4 --strategy rate --targetUtilization 0.75""");
		assertThat(webHook.asked()).anyMatch(
				(request) -> request.getUrl().equals("/api/policies/scaletest/transform/suggestion?since=PT168H"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "P400000000000000000000D" })
	void whatIsNoTimeIsRefused(String since) {
		assertThat(shell.run("autoscale suggest scaletest --applicationName transform --since " + since))
			.isEqualTo("error: since is '" + since + "'; it must be a time such as 12h, 7d or 1d12h");
	}

	@Test
	void whyThereIsNothingToSimulateIsSaid() {
		webHook.problem("GET /api/policies/scaletest/log/simulation", 422,
				"The capacity of an instance is not known yet: scaletest/log was not busy enough");
		assertThat(shell.run("autoscale simulate scaletest --applicationName log --maxInstances 2"))
			.startsWith("error: ")
			.contains("The capacity of an instance is not known yet");
	}

}
