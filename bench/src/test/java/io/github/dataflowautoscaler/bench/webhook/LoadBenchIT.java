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

	private static final Programs PROGRAMS = new Programs(Path.of("target/webhook"));

	private static final Path CLASSES = Path.of("../release/classes");

	/** After a failure there is nothing but the webhook's log to learn from. */
	@TempDir(cleanup = CleanupMode.ON_SUCCESS)
	Path directory;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@Test
	void everyNotificationIsAnsweredAndEveryStreamScaled() throws Exception {
		int exit = run("--streams", "10", "--seconds", "1", "--warm-up", "200", "--rounds", "0");
		assertThat(this.err.toString()).contains("at 200/s").doesNotContain("bench/load:");
		assertThat(exit).isZero();
		JsonNode run = JsonMapper.builder()
			.build()
			.readTree(Files.readString(this.directory.resolve("load.json")))
			.at("/runs/0");
		assertThat(run.get("streams").asInt()).isEqualTo(10);
		for (String subject : List.of("control", "jar", "image")) {
			JsonNode figures = run.at("/" + subject + "/0");
			assertThat(figures.at("/phases/1/name").asString()).isEqualTo("first");
			assertThat(figures.at("/phases/1/notifications").asInt()).isEqualTo(10);
			assertThat(figures.at("/phases/3/notifications").asInt()).isEqualTo(200);
			assertThat(figures.at("/burst/seconds").asDouble()).isPositive();
		}
		assertThat(this.out.toString()).contains("control, 10 streams: ready after", "jar, 10 streams: ready after",
				"image, 10 streams: ready after", "at 200/s", "all scaled", "median of 1 start ", "CPU until ready, s")
			.doesNotContain("without alerts");
		assertThat(this.directory).isDirectoryContaining("glob:**load.json").isDirectoryNotContaining("glob:**load-*");
	}

	@Test
	void aWebHookThatCannotBeUnpackedIsAnError() throws Exception {
		Files.createFile(this.directory.resolve("alert-webhook.jar"));
		assertThat(run(new Programs(this.directory))).isOne();
		assertThat(this.err.toString()).contains("bench/load: ");
	}

	private int run(String... arguments) throws InterruptedException {
		return run(PROGRAMS, arguments);
	}

	private int run(Programs programs, String... arguments) throws InterruptedException {
		return new LoadBench(programs, CLASSES, new PrintStream(this.out), new PrintStream(this.err))
			.run(List.of(arguments), this.directory);
	}

}
