package io.github.dataflowautoscaler.bench.rebalance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.bench.UsageException;
import io.github.dataflowautoscaler.bench.rebalance.Group.Change;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code bench/rebalance} starts: lets groups of consumers grow and shrink on a real
 * broker, one group for each protocol at the same time, prints a table and writes
 * {@code rebalance.json}.
 */
public final class RebalanceBench {

	private static final int USAGE_ERROR = 2;

	private static final int PARTITIONS = 12;

	/** Members at first, and then after each change. */
	private static final List<Integer> SIZES = List.of(1, 2, 4, 3);

	/** Longer than the interval of any heartbeat, so that changes come anywhere in it. */
	private static final int LONGEST_REST_MILLISECONDS = 6000;

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
		.enable(SerializationFeature.INDENT_OUTPUT)
		.build();

	private final String classPath;

	private final PrintStream out;

	private final PrintStream err;

	/**
	 * Creates one.
	 * @param classPath the class path of the broker
	 * @param out for the table
	 * @param err for progress and faults
	 */
	RebalanceBench(String classPath, PrintStream out, PrintStream err) {
		this.classPath = classPath;
		this.out = out;
		this.err = err;
	}

	/**
	 * Runs and ends the process.
	 * @param arguments see {@code --help}
	 * @throws IOException if the class path can't be read
	 * @throws InterruptedException if that happens to the calling thread
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		String classPath = Files.readString(Path.of(System.getProperty("bench.kafka"))).strip();
		Path output = Path.of(System.getProperty("bench.output", "bench/target"));
		System.exit(new RebalanceBench(classPath, System.out, System.err).run(List.of(arguments), output));
	}

	int run(List<String> arguments, Path output) throws InterruptedException {
		try {
			RebalanceSettings settings = RebalanceSettings.parse(arguments, output);
			if (settings.help()) {
				this.out.print(RebalanceSettings.USAGE);
			}
			else {
				run(settings);
			}
			return 0;
		}
		catch (UsageException ex) {
			this.err.println("bench/rebalance: " + ex.getMessage());
			return USAGE_ERROR;
		}
		catch (IOException ex) {
			this.err.println("bench/rebalance: " + ex.getMessage());
			return 1;
		}
	}

	private void run(RebalanceSettings settings) throws IOException, InterruptedException {
		Files.createDirectories(settings.output());
		Path directory = Files.createTempDirectory(settings.output().toAbsolutePath(), "rebalance-");
		List<RebalanceFigures> figures = new ArrayList<>();
		try (Kafka kafka = new Kafka(this.classPath, directory);
				Messages messages = new Messages(kafka.brokers(), "messages", PARTITIONS)) {
			measure(settings, kafka.brokers(), messages).forEach((protocol, changes) -> {
				for (int index = 0; index < SIZES.size() - 1; index++) {
					figures.add(RebalanceFigures.of(protocol, every(changes, index)));
				}
			});
		}
		this.out.print(RebalanceFigures.header());
		figures.forEach((row) -> this.out.print(row.row()));
		Path file = settings.output().resolve("rebalance.json");
		MAPPER.writeValue(file.toFile(), Map.of("changes", figures));
		this.out.printf("%nresults: %s%n", file);
		delete(directory);
	}

	private static List<Change> every(List<Change> changes, int index) {
		return changes.stream()
			.filter((change) -> change.from() == SIZES.get(index) && change.to() == SIZES.get(index + 1))
			.toList();
	}

	private Map<Protocol, List<Change>> measure(RebalanceSettings settings, String brokers, Messages messages)
			throws IOException, InterruptedException {
		ExecutorService threads = Executors.newFixedThreadPool(settings.protocols().size());
		try {
			Map<Protocol, Future<List<Change>>> running = new LinkedHashMap<>();
			for (Protocol protocol : settings.protocols()) {
				running.put(protocol, threads.submit(() -> rounds(protocol, settings.rounds(), brokers, messages)));
			}
			Map<Protocol, List<Change>> measured = new LinkedHashMap<>();
			for (Map.Entry<Protocol, Future<List<Change>>> entry : running.entrySet()) {
				measured.put(entry.getKey(), entry.getValue().get());
			}
			return measured;
		}
		catch (ExecutionException ex) {
			throw new IOException(ex.getCause());
		}
		finally {
			threads.shutdownNow();
		}
	}

	private List<Change> rounds(Protocol protocol, int rounds, String brokers, Messages messages)
			throws IOException, InterruptedException {
		SplittableRandom random = new SplittableRandom(protocol.ordinal());
		List<Change> changes = new ArrayList<>();
		for (int round = 1; round <= rounds; round++) {
			try (Group group = new Group(protocol, brokers, messages)) {
				group.resize(SIZES.get(0));
				for (int size : SIZES.subList(1, SIZES.size())) {
					TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_REST_MILLISECONDS));
					changes.add(group.resize(size));
				}
			}
			this.err.printf("%s: round %d of %d%n", protocol, round, rounds);
		}
		return changes;
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
