package io.github.dataflowautoscaler.bench.webhook;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.bench.UsageException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code bench/load} starts: measures the processes of the control and of the
 * webhook, from its jar and as in its image, at each number of streams, prints tables and
 * writes {@code load.json}.
 */
public final class LoadBench {

	private static final int USAGE_ERROR = 2;

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
		.enable(SerializationFeature.INDENT_OUTPUT)
		.build();

	private final Programs programs;

	private final Path classes;

	private final PrintStream out;

	private final PrintStream err;

	/**
	 * Creates one.
	 * @param programs what is measured
	 * @param classes the file with the names of the classes that a start loads
	 * @param out for tables
	 * @param err for progress and faults
	 */
	LoadBench(Programs programs, Path classes, PrintStream out, PrintStream err) {
		this.programs = programs;
		this.classes = classes;
		this.out = out;
		this.err = err;
	}

	/**
	 * Runs and ends the process.
	 * @param arguments see {@code --help}
	 * @throws InterruptedException if that happens to the calling thread
	 */
	public static void main(String[] arguments) throws InterruptedException {
		Programs programs = new Programs(Path.of(System.getProperty("bench.jars")));
		Path classes = Path.of(System.getProperty("bench.classes"));
		Path output = Path.of(System.getProperty("bench.output", "bench/target"));
		System.exit(new LoadBench(programs, classes, System.out, System.err).run(List.of(arguments), output));
	}

	int run(List<String> arguments, Path output) throws InterruptedException {
		try {
			LoadSettings settings = LoadSettings.parse(arguments, output);
			if (settings.help()) {
				this.out.print(LoadSettings.USAGE);
			}
			else {
				run(settings);
			}
			return 0;
		}
		catch (UsageException ex) {
			this.err.println("bench/load: " + ex.getMessage());
			return USAGE_ERROR;
		}
		catch (IOException ex) {
			this.err.println("bench/load: " + ex.getMessage());
			return 1;
		}
	}

	private void run(LoadSettings settings) throws IOException, InterruptedException {
		Files.createDirectories(settings.output());
		this.err.println("Archiving the webhook's classes");
		this.programs.prepare(this.classes);
		List<LoadComparison> runs = new ArrayList<>();
		for (int count : settings.streams()) {
			List<LoadFigures> control = new ArrayList<>();
			List<LoadFigures> jar = new ArrayList<>();
			List<LoadFigures> image = new ArrayList<>();
			for (int start = 0; start < settings.starts(); start++) {
				control.add(measure(Subject.CONTROL, settings, count));
				jar.add(measure(Subject.JAR, settings, count));
				image.add(measure(Subject.IMAGE, settings, count));
			}
			LoadComparison comparison = new LoadComparison(count, control, jar, image);
			this.out.print(LoadTable.comparison(comparison));
			runs.add(comparison);
		}
		Path file = settings.output().resolve("load.json");
		MAPPER.writeValue(file.toFile(), Map.of("runs", runs));
		this.out.printf("%nresults: %s%n", file);
	}

	private LoadFigures measure(Subject subject, LoadSettings settings, int count)
			throws IOException, InterruptedException {
		String title = "%s, %d streams".formatted(subject, count);
		Streams streams = new Streams(count);
		Path directory = Files.createTempDirectory(settings.output().toAbsolutePath(), "load-");
		LoadFigures figures;
		try (StandIn standIn = new StandIn(streams, Clock.systemUTC());
				WebHook webHook = new WebHook(subject, this.programs, directory, standIn.uri())) {
			figures = new LoadRun(settings, streams, webHook, (step) -> this.err.printf("%s: %s%n", title, step))
				.measure();
		}
		this.out.print(LoadTable.of(title, figures));
		delete(directory);
		return figures;
	}

	/** After a failure it stays, for the log that is in it. */
	private static void delete(Path directory) throws IOException {
		try (Stream<Path> paths = Files.walk(directory)) {
			for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(path);
			}
		}
	}

}
