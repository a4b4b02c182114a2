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
 * What {@code bench/load} starts: measures the webhook's process at each number of
 * streams, prints tables and writes {@code load.json}.
 */
public final class LoadBench {

	private static final int USAGE_ERROR = 2;

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
		.enable(SerializationFeature.INDENT_OUTPUT)
		.build();

	private final Path jar;

	private final PrintStream out;

	private final PrintStream err;

	LoadBench(Path jar, PrintStream out, PrintStream err) {
		this.jar = jar;
		this.out = out;
		this.err = err;
	}

	/**
	 * Runs and ends the process.
	 * @param arguments see {@code --help}
	 * @throws InterruptedException if that happens to the calling thread
	 */
	public static void main(String[] arguments) throws InterruptedException {
		Path jar = Path.of(System.getProperty("bench.webhook"));
		Path output = Path.of(System.getProperty("bench.output", "bench/target"));
		System.exit(new LoadBench(jar, System.out, System.err).run(List.of(arguments), output));
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
		List<LoadFigures> runs = new ArrayList<>();
		for (int count : settings.streams()) {
			LoadFigures figures = measure(settings, new Streams(count));
			this.out.print(LoadTable.of(figures));
			runs.add(figures);
		}
		Path file = settings.output().resolve("load.json");
		MAPPER.writeValue(file.toFile(), Map.of("runs", runs));
		this.out.printf("%nresults: %s%n", file);
	}

	private LoadFigures measure(LoadSettings settings, Streams streams) throws IOException, InterruptedException {
		Path directory = Files.createTempDirectory(settings.output().toAbsolutePath(), "load-");
		LoadFigures figures;
		try (StandIn standIn = new StandIn(streams, Clock.systemUTC());
				WebHook webHook = new WebHook(this.jar, directory, standIn.uri())) {
			figures = new LoadRun(settings, streams, webHook,
					(step) -> this.err.printf("%s streams: %s%n", streams.count(), step))
				.measure();
		}
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
