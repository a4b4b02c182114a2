package io.github.dataflowautoscaler.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A table of what happened, for docs/reliability.md.
 */
final class FaultReport {

	private final Path file;

	FaultReport(Path file) {
		this.file = file;
	}

	/**
	 * Adds a line. It is written at once, so that a failure later on loses nothing.
	 * @param fault what happened
	 * @param served from the rise of the load to enough instances, if that was measured
	 * @param course what was done
	 */
	void add(String fault, @Nullable Duration served, Course course) {
		String way = course.done().stream().map(String::valueOf).collect(Collectors.joining(" → "));
		String line = "| %s | %s | %s | %s |%n".formatted(fault, (served != null) ? served.toSeconds() + " s" : "", way,
				course.failed());
		try {
			Files.writeString(this.file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
