package io.github.dataflowautoscaler.webhook;

import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.dataflowautoscaler.webhook.HostileRequests.Request;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Thousands of requests that nobody should send; a million with {@code -Pnightly}. A
 * failure names the seed of its request, and {@code -Dfuzz.seed=… -Dfuzz.inputs=1} sends
 * that one again.
 */
class FuzzTests {

	private static final long SEED = Long.getLong("fuzz.seed", 1);

	private static final long INPUTS = Long.getLong("fuzz.inputs", 20_000);

	private static final Set<Integer> ANSWERS = Set.of(200, 204, 400, 404, 405, 412, 413, 415, 422);

	/** Names that could be one of Data Flow's, and nothing behind them. */
	private static final List<String> DATA_FLOW_PATHS = List.of("/(streams|tasks)/definitions(/[\\w-]{1,255})?",
			"/runtime/streams(/scaletest)?",
			"/streams/deployments/scale/scaletest/(transform|log)/instances/[1-9]\\d*");

	/** What a page of the database, a connection and compiled code may take. */
	private static final long MOST_GROWTH = 48_000_000;

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

	private final Map<String, LongAdder> statuses = new ConcurrentHashMap<>();

	private final LogWatch log = new LogWatch();

	private RunningWebHook webhook;

	private void start(String database) {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.webhook = RunningWebHook.on(database, this.dataFlow.uri());
		this.webhook.policy("scaletest", "transform", "{\"maxInstances\":9,\"dryRun\":true}");
		this.log.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
		this.log.start();
		root().addAppender(this.log);
	}

	@AfterEach
	void stop() {
		root().detachAppender(this.log);
		this.webhook.close();
		this.dataFlow.close();
	}

	/** PostgreSQL takes less than H2 does, and is slower. */
	@ParameterizedTest
	@EnumSource(Database.class)
	@DisplayName("cases 9, 10, 14: nothing that is sent makes an error, fills the memory or reaches Data Flow")
	void hostileRequests(Database database, @TempDir Path directory) {
		start((database == Database.H2) ? "jdbc:h2:file:" + directory.resolve("db") : database.createEmpty());
		long inputs = (database == Database.H2) ? INPUTS : Math.max(1, INPUTS / 5);
		long warmUp = Math.min(2_000, inputs);
		send(SEED, warmUp);
		long heap = usedHeap();
		int meters = this.webhook.bean(MeterRegistry.class).getMeters().size();
		send(SEED + warmUp, inputs - warmUp);
		System.out.printf("Answers to %d requests from seed %d on: %s; the heap grew by %.1f MB%n", inputs, SEED,
				new TreeMap<>(this.statuses), (usedHeap() - heap) / 1e6);
		assertThat(this.complaints).isEmpty();
		assertThat(this.log.complaints).isEmpty();
		assertThat(usedHeap() - heap).isLessThan(MOST_GROWTH);
		assertThat(this.webhook.bean(MeterRegistry.class).getMeters()).hasSizeLessThan(meters + 50);
		assertThat(this.dataFlow.paths()).allMatch((path) -> DATA_FLOW_PATHS.stream().anyMatch(path::matches));
		assertThat(this.webhook.alert(Alerts.out("scaletest", "log")).statusCode()).isEqualTo(200);
	}

	private void send(long first, long count) {
		LongStream.range(first, first + count)
			.parallel()
			.filter((seed) -> this.complaints.size() < 10)
			.forEach(this::send);
	}

	/**
	 * Who is refused for the path may see the connection end before the answer: nobody
	 * reads the body, which is still being sent.
	 */
	private void send(long seed) {
		Request request = HostileRequests.of(seed);
		HttpResponse<String> answer;
		try {
			answer = this.webhook.send(request.method(), request.path(), BodyPublishers.ofByteArray(request.body()),
					"Content-Type", request.type());
		}
		catch (IllegalStateException ex) {
			this.statuses.computeIfAbsent(request.method() + " unread", (status) -> new LongAdder()).increment();
			if (this.webhook.get(request.path()).statusCode() != 400) {
				this.complaints.add("Seed %d: %s was not answered: %s".formatted(seed, request, ex));
			}
			return;
		}
		this.statuses.computeIfAbsent(request.method() + " " + answer.statusCode(), (status) -> new LongAdder())
			.increment();
		String body = answer.body();
		boolean tells = body.contains("Exception") || body.contains("\tat ") || body.contains("java.");
		if (!ANSWERS.contains(answer.statusCode()) || tells || body.length() > 1_000_000) {
			this.complaints.add("Seed %d: %s was answered with %d %s".formatted(seed, request, answer.statusCode(),
					body.substring(0, Math.min(body.length(), 500))));
		}
	}

	private static long usedHeap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private static Logger root() {
		return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

	/** Looks for exceptions, for errors, and for lines that somebody else has written. */
	private static final class LogWatch extends AppenderBase<ILoggingEvent> {

		private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getLoggerName().startsWith("io.zonky.")) {
				// What the database writes into its own log.
				return;
			}
			String message = event.getFormattedMessage();
			boolean foreign = message.chars().anyMatch(Character::isISOControl) || message.length() > 1_000;
			if (event.getThrowableProxy() != null || event.getLevel().isGreaterOrEqual(Level.ERROR) || foreign) {
				this.complaints.add(event.toString());
			}
		}

	}

}
