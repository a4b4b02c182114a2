package io.github.dataflowautoscaler.demo.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.dataflowautoscaler.demo.platform.Await;
import io.github.dataflowautoscaler.demo.platform.RecordedProcesses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PortForward}.
 */
class PortForwardTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Await await = new Await((what, waited) -> {
	});

	private RecordedProcesses processes;

	private Path log;

	@BeforeEach
	void prepare(@TempDir Path directory) {
		this.log = directory.resolve("log");
		this.processes = new RecordedProcesses(directory.resolve("processes"));
		this.processes.begin();
	}

	@Test
	void isStartedAnewWhenItEnds() {
		try (PortForward forward = open("echo forwarding")) {
			this.await.until("three starts", PATIENCE, () -> lines() >= 3);
		}
	}

	@Test
	void endsWithItsOwner() {
		try (PortForward forward = open("echo forwarding; exec sleep 600")) {
			this.await.until("the start", PATIENCE, () -> lines() == 1);
		}
		assertThat(this.processes.end()).isLessThanOrEqualTo(1);
		this.await.until("the end", PATIENCE, () -> this.processes.end() == 0);
		assertThat(lines()).isEqualTo(1);
	}

	private PortForward open(String script) {
		return PortForward.open(new ProcessBuilder("bash", "-c", script), this.log, this.processes);
	}

	private long lines() {
		try {
			return Files.exists(this.log) ? Files.readAllLines(this.log).size() : 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
