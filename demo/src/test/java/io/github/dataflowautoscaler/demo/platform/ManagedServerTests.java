package io.github.dataflowautoscaler.demo.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ManagedServer} and {@link RecordedProcesses}, with programs that every
 * machine has.
 */
class ManagedServerTests {

	private static final Await PATIENTLY = new Await((what, since) -> {
	});

	@TempDir
	private Path directory;

	private RecordedProcesses processes;

	@BeforeEach
	void begin() {
		this.processes = new RecordedProcesses(this.directory.resolve("processes"));
		this.processes.begin();
	}

	@AfterEach
	void end() {
		this.processes.end();
	}

	@Test
	void tellsTheEndOfTheLogIfTheServerDies() {
		ManagedServer server = server("echo no more memory; exit 3", () -> false);
		server.start();
		assertThatIllegalStateException().isThrownBy(() -> server.awaitReady(PATIENTLY))
			.withMessageContaining("exit code 3")
			.withMessageContaining("no more memory");
	}

	@Test
	void canBeStartedAgain() {
		ManagedServer server = server("sleep 600", () -> true);
		server.start();
		server.kill();
		assertThat(this.processes.alive()).isEmpty();
		server.requireAlive();
		server.start();
		server.awaitReady(PATIENTLY);
		assertThat(this.processes.alive()).isNotEmpty();
		server.stop();
		assertThat(this.processes.alive()).isEmpty();
	}

	@Test
	void endsWhatTheServerHasStartedToo() {
		Path child = this.directory.resolve("child");
		ManagedServer server = server("sleep 600 & echo $! > " + child + "; wait", () -> Files.exists(child));
		server.start();
		server.awaitReady(PATIENTLY);
		assertThat(this.processes.alive()).hasSize(2);
		assertThat(this.processes.end()).isEqualTo(2);
		assertThat(this.processes.alive()).isEmpty();
	}

	@Test
	void endsAnApplicationThatWasLeftBehind() throws IOException {
		Process application = new ProcessBuilder("sh", "-c", "sleep 600; true", this.processes.marker()).start();
		assertThat(new RecordedProcesses(this.directory.resolve("processes")).end()).isPositive();
		assertThat(application.isAlive()).isFalse();
	}

	@Test
	void leavesAProcessAloneThatHasGotTheSameIdLater() throws IOException {
		Process other = new ProcessBuilder("sleep", "600").start();
		try {
			Files.writeString(this.directory.resolve("processes"), "run=1%n%d 1000%n".formatted(other.pid()));
			assertThat(this.processes.end()).isZero();
			assertThat(other.isAlive()).isTrue();
		}
		finally {
			other.destroyForcibly();
		}
	}

	private ManagedServer server(String script, Readiness readiness) {
		return new ManagedServer(new ServerDefinition("Server", List.of("sh", "-c", script), readiness),
				this.directory.resolve("log"), this.processes);
	}

}
