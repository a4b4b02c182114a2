package io.github.dataflowautoscaler.shell;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the tabulator proposes.
 */
class CompletionTests {

	private static final HttpStandIn dataFlow = HttpStandIn.dataFlow();

	private static RunningShell shell;

	@BeforeAll
	static void start() {
		shell = new RunningShell("dataflow.uri=" + dataFlow.uri());
	}

	@AfterAll
	static void stop() {
		shell.close();
		dataFlow.close();
	}

	@Test
	void allCommands() {
		assertThat(shell.complete("autoscale ")).containsExactlyInAnyOrder("set", "show", "list", "unset", "pause",
				"resume", "history", "explain", "simulate", "suggest", "doctor", "export", "apply", "schedule add",
				"schedule list", "schedule remove", "budget set", "budget show", "budget list", "budget unset",
				"config server", "config info");
	}

	@Test
	void streams() {
		assertThat(shell.complete("autoscale show --name ")).contains("scaletest", "tapped");
		assertThat(shell.complete("autoscale show --name sc")).containsExactly("scaletest");
	}

	@Test
	void streamsWhereTheNameStandsAlone() {
		assertThat(shell.complete("autoscale pause ")).contains("scaletest", "tapped", "--applicationName");
		assertThat(shell.complete("autoscale pause ta")).containsExactly("tapped");
		assertThat(shell.complete("autoscale config server ")).doesNotContain("scaletest");
		assertThat(shell.complete("autoscale list ")).contains("scaletest", "tapped");
		assertThat(shell.complete("help ")).doesNotContain("scaletest");
	}

	@Test
	@DisplayName("case 34: applications of the stream named before, and only those that can be scaled")
	void applications() {
		assertThat(shell.complete("autoscale set scaletest --applicationName ")).contains("transform", "log")
			.doesNotContain("time");
		assertThat(shell.complete("autoscale set --maxInstances 4 --name tapped --applicationName ")).contains("audit")
			.doesNotContain("transform");
		assertThat(shell.complete("autoscale set scaletest --applicationName tr")).containsExactly("transform");
		assertThat(shell.complete("autoscale set nostream --applicationName t")).isEmpty();
	}

	@Test
	void values() {
		assertThat(shell.complete("autoscale set scaletest --strategy ")).contains("rate", "step", "default");
		assertThat(shell.complete("autoscale set scaletest --foresight ")).contains("off", "advise", "on", "default");
		assertThat(shell.complete("autoscale set scaletest --dryRun ")).contains("true", "false", "default");
		assertThat(shell.complete("autoscale show scaletest --output ")).contains("table", "json");
	}

	@Test
	@DisplayName("case 52: a server that has gone leaves nothing to complete, and no error")
	void gone() {
		HttpStandIn leaving = HttpStandIn.dataFlow();
		try (RunningShell left = new RunningShell("dataflow.uri=" + leaving.uri())) {
			leaving.close();
			assertThat(left.complete("autoscale show s")).isEmpty();
		}
	}

	@Test
	@DisplayName("case 52: without a connection there is nothing to complete, and no error")
	void unconnected() {
		try (RunningShell alone = new RunningShell()) {
			assertThat(alone.complete("autoscale show s")).isEmpty();
			assertThat(alone.complete("autoscale set scaletest --applicationName t")).isEmpty();
		}
	}

}
