package io.github.dataflowautoscaler.bench.webhook;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.dataflowautoscaler.bench.webhook.LoadFigures.Quiet;

/**
 * What the webhook does while no alert comes. Meanwhile it is asked what Prometheus would
 * ask.
 */
final class QuietTime {

	/** Time between two rounds of assessments, and between two scrapes. */
	private static final Duration ROUND = Duration.ofSeconds(15);

	private static final int SETTLING_SECONDS = 5;

	private final WebHook webHook;

	private double scrapes;

	private double discoveries;

	private QuietTime(WebHook webHook) {
		this.webHook = webHook;
	}

	/**
	 * Measures.
	 * @param webHook the process
	 * @param applications applications with a policy
	 * @param rounds how many rounds of assessments
	 * @return the figures
	 * @throws IOException if the webhook doesn't answer
	 * @throws InterruptedException if that happens to the calling thread
	 */
	static Quiet measure(WebHook webHook, int applications, int rounds) throws IOException, InterruptedException {
		// What the last alerts asked for is evaluated first.
		TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
		return new QuietTime(webHook).measure(applications, rounds);
	}

	private Quiet measure(int applications, int rounds) throws IOException, InterruptedException {
		WebHook.Task round = this.webHook.task("RegularAssessment", "assess");
		WebHook.Task poll = this.webHook.task("DataFlowStreams", "refresh");
		WebHook.Task gauges = this.webHook.task("AutoscaleMetrics", "refresh");
		double cpu = this.webHook.cpuSeconds();
		long begin = System.nanoTime();
		for (int number = 1; number <= rounds; number++) {
			this.scrapes += milliseconds("/actuator/prometheus");
			this.discoveries += milliseconds("/discovery/prometheus");
			Timer.REAL.sleepUntil(begin + number * ROUND.toNanos());
		}
		double used = this.webHook.cpuSeconds() - cpu;
		double seconds = (System.nanoTime() - begin) / 1e9;
		double status = milliseconds("/api/streams");
		return new Quiet(100 * used / seconds, 1e6 * used / seconds * ROUND.toSeconds() / applications,
				this.webHook.task("RegularAssessment", "assess").meanMillisecondsSince(round),
				this.webHook.task("DataFlowStreams", "refresh").meanMillisecondsSince(poll),
				this.webHook.task("AutoscaleMetrics", "refresh").meanMillisecondsSince(gauges), this.scrapes / rounds,
				this.discoveries / rounds, status);
	}

	private double milliseconds(String path) throws IOException, InterruptedException {
		long begin = System.nanoTime();
		this.webHook.get(path);
		return (System.nanoTime() - begin) / 1e6;
	}

}
