package io.github.dataflowautoscaler.demo.platform;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A server as a process, which can be started again after it was stopped or killed.
 */
public final class ManagedServer {

	/** Three times what the slowest one took on two busy cores. */
	private static final Duration START_TIME = Duration.ofMinutes(3);

	private static final int LINES_OF_LOG = 25;

	/** Takes a process out of reach of the terminal's Ctrl-C and hang-up. */
	private static final Path SETSID = Path.of("/usr/bin/setsid");

	private final ServerDefinition definition;

	private final Path log;

	private final RecordedProcesses processes;

	private @Nullable Process process;

	ManagedServer(ServerDefinition definition, Path log, RecordedProcesses processes) {
		this.definition = definition;
		this.log = log;
		this.processes = processes;
	}

	public String name() {
		return this.definition.name();
	}

	/**
	 * Starts the process; {@link #isReady()} tells when the server can be used.
	 * @throws UncheckedIOException if there is no such program
	 */
	public void start() {
		List<String> command = new ArrayList<>(this.definition.command());
		if (Files.isExecutable(SETSID)) {
			command.add(0, SETSID.toString());
		}
		try {
			Process started = new ProcessBuilder(command).redirectInput(Redirect.from(new File("/dev/null")))
				.redirectErrorStream(true)
				.redirectOutput(Redirect.appendTo(this.log.toFile()))
				.start();
			this.processes.add(started.toHandle());
			this.process = started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("%s could not be started".formatted(name()), ex);
		}
	}

	/**
	 * Says whether the server answers, and fails if it will not any more.
	 * @return whether it is ready for use
	 */
	public boolean isReady() {
		requireAlive();
		return this.definition.readiness().isReady();
	}

	public void awaitReady(Await await) {
		try {
			await.until(name() + " to be ready", START_TIME, this::isReady);
		}
		catch (IllegalStateException ex) {
			throw new IllegalStateException(ex.getMessage() + tailOfLog(), ex);
		}
	}

	/**
	 * Fails, with the end of the log, if the process has ended although nobody stopped
	 * it.
	 * @throws IllegalStateException if it has ended
	 */
	public void requireAlive() {
		if (this.process != null && !this.process.isAlive()) {
			throw new IllegalStateException(
					"%s ended with exit code %d.%s".formatted(name(), this.process.exitValue(), tailOfLog()));
		}
	}

	/**
	 * Asks the process to end, and waits until it has.
	 */
	public void stop() {
		end(false, Duration.ofSeconds(30));
	}

	/**
	 * Ends the process without asking, as {@code kill -9} does, and waits until it has
	 * ended.
	 */
	public void kill() {
		end(true, Duration.ofSeconds(10));
	}

	/**
	 * Takes the processor from the process: its connections stay open, and nothing is
	 * answered any more.
	 */
	public void freeze() {
		signal("STOP");
	}

	/**
	 * Lets a frozen process go on where it was.
	 */
	public void thaw() {
		signal("CONT");
	}

	private void signal(String name) {
		Process running = this.process;
		if (running == null) {
			throw new IllegalStateException(name() + " does not run");
		}
		Command.run(List.of("kill", "-" + name, String.valueOf(running.pid())));
	}

	private void end(boolean forcibly, Duration grace) {
		Process ending = this.process;
		if (ending == null) {
			return;
		}
		this.process = null;
		ProcessHandle handle = ending.toHandle();
		boolean requested = forcibly ? handle.destroyForcibly() : handle.destroy();
		try {
			if (requested && !ending.waitFor(grace.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException(name() + " did not end in " + grace.toSeconds() + " s");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private String tailOfLog() {
		try {
			List<String> lines = Files.readAllLines(this.log);
			List<String> tail = lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size());
			return "%n%s ends with:%n  %s".formatted(this.log, String.join(System.lineSeparator() + "  ", tail));
		}
		catch (IOException ex) {
			return " " + this.log + " cannot be read: " + ex.getMessage();
		}
	}

}
