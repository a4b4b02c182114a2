package io.github.dataflowautoscaler.bench.webhook;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;

import io.github.dataflowautoscaler.bench.webhook.LoadFigures.Burst;
import io.github.dataflowautoscaler.bench.webhook.LoadFigures.Phase;
import io.github.dataflowautoscaler.bench.webhook.LoadFigures.Quiet;
import org.jspecify.annotations.Nullable;

/**
 * One webhook process under all loads, at one number of streams.
 */
final class LoadRun {

	/** Notifications per second: what 12,000 firing alerts repeated each minute make. */
	private static final double MODERATE_RATE = 200;

	private static final int POLL_MILLISECONDS = 50;

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

	private final LoadSettings settings;

	private final Streams streams;

	private final WebHook webHook;

	private final Consumer<String> progress;

	private final List<Phase> phases = new ArrayList<>();

	/**
	 * Creates a run.
	 * @param settings how long, and over how many connections
	 * @param streams the streams, none of which has a policy or was scaled yet
	 * @param webHook a webhook that was just started
	 * @param progress is told what goes on
	 */
	LoadRun(LoadSettings settings, Streams streams, WebHook webHook, Consumer<String> progress) {
		this.settings = settings;
		this.streams = streams;
		this.webHook = webHook;
		this.progress = progress;
	}

	/**
	 * Measures.
	 * @return the figures
	 * @throws IOException if anything is not answered as it should be
	 * @throws InterruptedException if that happens to the calling thread
	 */
	LoadFigures measure() throws IOException, InterruptedException {
		try (Connections connections = new Connections(this.webHook.port(), this.settings.connections())) {
			return measure(new Load(connections.list(), Timer.REAL));
		}
	}

	private LoadFigures measure(Load load) throws IOException, InterruptedException {
		if (this.webHook.subject() != Subject.CONTROL) {
			this.progress.accept("policies");
			load.send(Pace.times(this.streams.count()), this::policy);
			awaitStreams();
		}
		this.progress.accept("ignored, to warm up");
		load.send(Pace.times(this.settings.warmUp()), LoadRun::unknownStream);
		phase("ignored", load, Pace.during(this.settings.phase()), LoadRun::unknownStream);
		Burst burst = burst(load);
		this.progress.accept("repeated, to warm up");
		load.send(Pace.times(this.settings.warmUp()), this::anyStream);
		double most = phase("repeated", load, Pace.during(this.settings.phase()), this::anyStream).perSecond();
		phase("at 200/s", load, Pace.rate(MODERATE_RATE, this.settings.phase()), this::anyStream);
		phase("at half", load, Pace.rate(Math.floor(most / 2), this.settings.phase()), this::anyStream);
		Quiet quiet = quiet();
		return new LoadFigures(this.webHook.startSeconds(), this.webHook.startCpuSeconds(), this.phases, burst, quiet,
				this.webHook.residentMegabytes("VmHWM"), this.webHook.databaseMegabytes());
	}

	private @Nullable Quiet quiet() throws IOException, InterruptedException {
		if (this.settings.rounds() == 0 || this.webHook.subject() == Subject.CONTROL) {
			return null;
		}
		this.progress.accept("no alerts");
		return QuietTime.measure(this.webHook, this.streams.count(), this.settings.rounds());
	}

	private byte[] policy(long number) {
		return Connection.request("PUT", "/api/policies/%s/transform".formatted(name(number)), "{\"maxInstances\": 4}");
	}

	/** Until the webhook has read all of them, nobody could be scaled. */
	private void awaitStreams() throws IOException, InterruptedException {
		String last = "autoscale_instances_running{application_name=\"transform\",stream_name=\"%s\"}"
			.formatted(name(this.streams.count() - 1));
		long begin = System.nanoTime();
		while (!this.webHook.get("/actuator/prometheus").contains(last)) {
			pause(begin, "The streams were not read");
		}
	}

	private String name(long number) {
		return Streams.name((int) (number % this.streams.count()));
	}

	private byte[] anyStream(long number) {
		return Notification.of(name(number));
	}

	private static byte[] unknownStream(long number) {
		return Notification.of("unknown-" + number);
	}

	private Phase phase(String name, Load load, Pace pace, LongFunction<byte[]> requests)
			throws IOException, InterruptedException {
		this.progress.accept(name);
		double cpu = this.webHook.cpuSeconds();
		Latencies latencies = load.send(pace, requests);
		Phase phase = Phase.of(name, latencies, this.webHook.cpuSeconds() - cpu);
		this.phases.add(phase);
		return phase;
	}

	/** An alert for every stream at once. */
	private Burst burst(Load load) throws IOException, InterruptedException {
		double cpu = this.webHook.cpuSeconds();
		long begin = System.nanoTime();
		phase("first", load, Pace.times(this.streams.count()), this::anyStream);
		while (this.streams.scaledOut() < this.streams.count()) {
			pause(begin, "Not every stream was scaled");
		}
		double seconds = (System.nanoTime() - begin) / 1e9;
		return new Burst(seconds, 1000 * (this.webHook.cpuSeconds() - cpu) / this.streams.count());
	}

	private static void pause(long begin, String otherwise) throws IOException, InterruptedException {
		if (System.nanoTime() - begin > LONGEST_WAIT.toNanos()) {
			throw new IOException("%s within %s s".formatted(otherwise, LONGEST_WAIT.toSeconds()));
		}
		TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
	}

}
