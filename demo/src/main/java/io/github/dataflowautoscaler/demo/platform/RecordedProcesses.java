package io.github.dataflowautoscaler.demo.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Which processes one run has started, in a file that outlives a crash. A process is
 * known by its id and its start time, because ids are used again; the stream's
 * applications, which Skipper starts and may leave behind, by a system property.
 * <p>
 * {@code demo/stop} runs this file alone, without a build: it uses nothing but the JDK.
 */
public final class RecordedProcesses {

	/** Start times are derived from the boot time, which clock adjustments move. */
	private static final Duration TOLERANCE = Duration.ofSeconds(2);

	private static final Duration GRACE = Duration.ofSeconds(15);

	private final Path file;

	public RecordedProcesses(Path file) {
		this.file = file;
	}

	/**
	 * Ends what a run has started and left running.
	 * @param args the file
	 */
	public static void main(String[] args) {
		RecordedProcesses processes = new RecordedProcesses(Path.of(args[0]));
		int ended = processes.end();
		System.out.println((ended > 0) ? "Ended " + ended + " processes." : "Nothing is running.");
	}

	/**
	 * Begins a new run, and forgets the one before.
	 */
	public void begin() {
		write("run=" + UUID.randomUUID() + "\n", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
	}

	/**
	 * Takes down a process that was started.
	 * @param process the process
	 */
	public void add(ProcessHandle process) {
		long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
		write(process.pid() + " " + start + "\n", StandardOpenOption.APPEND);
	}

	/**
	 * Returns the JVM option by which the stream's applications are known.
	 * @return a system property's definition
	 */
	String marker() {
		return "-Dautoscaler." + lines().get(0);
	}

	/**
	 * Returns the processes that are alive, with all that they have started.
	 * @return the stream's applications first
	 */
	Set<ProcessHandle> alive() {
		Set<ProcessHandle> alive = new LinkedHashSet<>(applications());
		for (String line : lines()) {
			if (!line.startsWith("run=")) {
				ProcessHandle.of(Long.parseLong(line.split(" ")[0]))
					.filter((process) -> started(process, Long.parseLong(line.split(" ")[1])))
					.ifPresent(
							(process) -> Stream.concat(process.descendants(), Stream.of(process)).forEach(alive::add));
			}
		}
		return alive;
	}

	/**
	 * Ends all processes, the applications before the servers that they talk to.
	 * @return how many there were
	 */
	public int end() {
		Set<ProcessHandle> ended = new LinkedHashSet<>(applications());
		end(ended);
		Set<ProcessHandle> rest = alive();
		end(rest);
		ended.addAll(rest);
		return ended.size();
	}

	private static void end(Collection<ProcessHandle> processes) {
		processes.forEach(ProcessHandle::destroy);
		CompletableFuture<?> allEnded = CompletableFuture
			.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
		allEnded.copy().completeOnTimeout(null, GRACE.toSeconds(), TimeUnit.SECONDS).join();
		processes.forEach(ProcessHandle::destroyForcibly);
		allEnded.join();
	}

	private List<ProcessHandle> applications() {
		if (lines().isEmpty()) {
			return List.of();
		}
		String marker = marker();
		return ProcessHandle.allProcesses()
			.filter((process) -> process.info().arguments().map(List::of).orElse(List.of()).contains(marker))
			.toList();
	}

	private static boolean started(ProcessHandle process, long start) {
		return process.info()
			.startInstant()
			.filter((instant) -> Duration.between(instant, Instant.ofEpochMilli(start)).abs().compareTo(TOLERANCE) < 0)
			.isPresent();
	}

	private List<String> lines() {
		try {
			return Files.exists(this.file) ? Files.readAllLines(this.file) : new ArrayList<>();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void write(String text, StandardOpenOption... options) {
		try {
			Files.writeString(this.file, text, options);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
