package io.github.dataflowautoscaler.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.dataflowautoscaler.shellstandin.ShellStandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A shell process with the plugin that is given a file of commands: what a script sees.
 */
@DisplayName("case 52: command files")
class CommandFileTests {

	private final HttpStandIn dataFlow = HttpStandIn.dataFlow();

	private final HttpStandIn webHook = new HttpStandIn().json("GET /api/streams", "[]")
		.json("GET /api/absences", "[]")
		.json("GET /api/policies", "[]");

	@TempDir
	private Path directory;

	@AfterEach
	void stop() {
		this.dataFlow.close();
		this.webHook.close();
	}

	@Test
	void commandsThatSucceed() throws Exception {
		Ended ended = run("// what is scaled", "autoscale list", "autoscale list --output json");
		assertThat(ended.output()).contains("No application has a policy yet", "[ ]");
		assertThat(ended.exitCode()).isZero();
	}

	@Test
	void aCommandThatFailsEndsTheFileInOneLine() throws Exception {
		this.webHook.problem("PATCH /api/policies/scaletest/time", 422, "time is the source of stream scaletest");
		assertThat(run("autoscale set scaletest --applicationName time --maxInstances 4", "autoscale list"))
			.isEqualTo(new Ended(1, "time is the source of stream scaletest\n"));
	}

	@Test
	void aDoctorWithBadNewsFailsAfterTellingThem() throws Exception {
		this.webHook.json("GET /api/doctor",
				"""
						{"checkedAt": "2026-11-22T08:00:00Z", "findings": [
						 {"check": "prometheus", "status": "failure", "message": "It can't be reached", "remedy": "Start it"}]}""");
		Ended ended = run("autoscale doctor");
		assertThat(ended.output()).contains("It can't be reached").endsWith("1 checks: 1 failed, 0 with a warning\n");
		assertThat(ended.exitCode()).isOne();
	}

	private Ended run(String... commands) throws IOException, InterruptedException {
		Path file = Files.write(this.directory.resolve("commands"), List.of(commands));
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", "target/classes:target/test-classes:target/shell/*",
				ShellStandIn.class.getName(), "--spring.shell.commandFile=" + file,
				"--dataflow.uri=" + this.dataFlow.uri(), "--dataflow.autoscale.uri=" + this.webHook.uri());
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Ended(process.waitFor(), output);
	}

	private record Ended(int exitCode, String output) {
	}

}
