package io.github.dataflowautoscaler.bench.webhook;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoadBench}, with the webhook's real process.
 */
class LoadBenchIT {

	private static final Path JAR = Path.of("target/webhook/alert-webhook.jar");

	/** After a failure there is nothing but the webhook's log to learn from. */
	@TempDir(cleanup = CleanupMode.ON_SUCCESS)
	Path directory;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@Test
	void everyNotificationIsAnsweredAndEveryStreamScaled() throws Exception {
		int exit = run("--streams", "10", "--seconds", "1", "--warm-up", "200", "--rounds", "0");
		assertThat(this.err.toString()).contains("repeated, 200/s").doesNotContain("bench/load:");
		assertThat(exit).isZero();
		JsonNode run = JsonMapper.builder()
			.build()
			.readTree(Files.readString(this.directory.resolve("load.json")))
			.at("/runs/0");
		assertThat(run.get("streams").asInt()).isEqualTo(10);
		assertThat(run.at("/phases/1/name").asString()).isEqualTo("first");
		assertThat(run.at("/phases/1/notifications").asInt()).isEqualTo(10);
		assertThat(run.at("/phases/3/notifications").asInt()).isEqualTo(200);
		assertThat(run.at("/burst/seconds").asDouble()).isPositive();
		assertThat(this.out.toString()).contains("10 streams: ready after", "repeated, 200/s", "all scaled")
			.doesNotContain("without alerts");
		assertThat(this.directory).isDirectoryContaining("glob:**load.json").isDirectoryNotContaining("glob:**load-*");
	}

	@Test
	void aWebHookThatDoesNotStartIsAnError() throws Exception {
		Path jar = Files.createFile(this.directory.resolve("empty.jar"));
		assertThat(
				new LoadBench(jar, new PrintStream(this.out), new PrintStream(this.err)).run(List.of(), this.directory))
			.isOne();
		assertThat(this.err.toString()).startsWith("bench/load: The webhook did not start; see ");
	}

	private int run(String... arguments) throws InterruptedException {
		return new LoadBench(JAR, new PrintStream(this.out), new PrintStream(this.err)).run(List.of(arguments),
				this.directory);
	}

}
