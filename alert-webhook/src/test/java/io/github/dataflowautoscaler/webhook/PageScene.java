package io.github.dataflowautoscaler.webhook;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Reason;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.history.HistoryRepository;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * An hour of a stream for the pages: the load has risen, transform went from one instance
 * to four, and Prometheus was away for some minutes.
 */
final class PageScene implements AutoCloseable {

	static final String TRANSFORM = "/streams/scaletest/transform";

	private final Instant now = Instant.now();

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private final PrometheusStandIn prometheus = new PrometheusStandIn();

	private final RunningWebHook webhook;

	PageScene(Path directory, String... more) {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.dataFlow.deploy("orders", "http | enrich | jdbc", "http", "enrich", "jdbc");
		this.dataFlow.set("scaletest", "transform", 4);
		measure();
		String[] arguments = new String[more.length + 1];
		System.arraycopy(more, 0, arguments, 1, more.length);
		arguments[0] = "--autoscale.prometheus.uri=" + this.prometheus.uri();
		this.webhook = RunningWebHook.start(directory, this.dataFlow.uri(), arguments);
	}

	RunningWebHook webhook() {
		return this.webhook;
	}

	DataFlowStandIn dataFlow() {
		return this.dataFlow;
	}

	PrometheusStandIn prometheus() {
		return this.prometheus;
	}

	/**
	 * The address of a page.
	 * @param path its path
	 * @return the address as people type it
	 */
	String address(String path) {
		return "http://localhost:" + this.webhook.port() + path;
	}

	/** What was decided within the last hour. */
	void remember() {
		remember("transform", 40, Outcome.SUCCEEDED, new Decision(1, 2, 2, Reason.SCALE_OUT,
				"19.5 messages/s arrive, 212 wait; a consumer does 9.8/s (busy time); at 85 % utilization and 120 s to catch up that is work for 3 instance(s)"));
		remember("transform", 34, Outcome.FAILED, new Decision(2, 5, 4, Reason.SCALE_OUT,
				"34.1 messages/s arrive, 988 wait; maximum: 4 instead of 5. Data Flow shows 3 of 4 instances after 120 s"));
		remember("transform", 30, Outcome.SUCCEEDED, new Decision(2, 5, 4, Reason.SCALE_OUT,
				"34.6 messages/s arrive, 1432 wait; a consumer does 9.7/s (busy time); at 85 % utilization and 120 s to catch up that is work for 5 instance(s); maximum: 4 instead of 5"));
		remember("transform", 12, Outcome.HELD, new Decision(4, 5, 4, Reason.AT_MAXIMUM,
				"34.9 messages/s arrive, 40 wait; the maximum is 4 instances"));
	}

	/**
	 * Remembers a decision.
	 * @param application the application of the stream scaletest
	 * @param minutes how long ago it was made
	 * @param outcome what became of it
	 * @param decision the decision
	 */
	void remember(String application, long minutes, Outcome outcome, Decision decision) {
		Instant at = this.now.minus(Duration.ofMinutes(minutes));
		Cause cause = new Cause(new ApplicationId("scaletest", application), "request-" + minutes,
				"HighThroughputDifference", Direction.OUT);
		this.webhook.bean(HistoryRepository.class)
			.insert(new HistoryEntry(0, cause, at, outcome, decision.reason().name(), decision.explanation(),
					new Counts(decision.from(), decision.required(), decision.to()),
					(outcome == Outcome.SUCCEEDED) ? at : null, at.plusSeconds(20), null));
	}

	private void measure() {
		measure("scaletest", "transform",
				Map.of("autoscale:arrival:rate1m", 33.4, "autoscale:arrival:rate30s", 33.4, "autoscale:input:rate1m",
						33.2, "autoscale:output:rate1m", 33.2, "autoscale:busy:rate1m", 3.41, "autoscale:lag:messages",
						36.0, "autoscale:instances:count", 4.0, "autoscale:consumers:count", 4.0,
						"autoscale:partitions:count", 4.0));
		measure("orders", "enrich",
				Map.of("autoscale:arrival:rate1m", 1400.0, "autoscale:input:rate1m", 950.0, "autoscale:output:rate1m",
						950.0, "autoscale:busy:rate1m", 0.98, "autoscale:lag:messages", 48210.0,
						"autoscale:instances:count", 1.0, "autoscale:consumers:count", 1.0,
						"autoscale:partitions:count", 12.0));
		earlier("autoscale:arrival:rate1m", (ago) -> (ago > 45) ? 8 + Math.sin(ago) : Math.min(34, 8 + 2 * (45 - ago)));
		earlier("autoscale:input:rate1m",
				(ago) -> (ago > 40) ? 8 + Math.sin(ago) : (ago > 30) ? 19 : Math.min(38, 34 + Math.sin(ago)));
		earlier("autoscale:busy:rate1m", (ago) -> (ago > 40) ? 0.83 : (ago > 30) ? 1.96 : 3.5);
		earlier("autoscale:lag:messages",
				(ago) -> (ago > 42) ? 3 : (ago > 28) ? 110 * (42 - ago) : Math.max(4, 1540 - 170 * (28 - ago)));
		this.prometheus.series("ALERTS",
				"alertname=HighThroughputDifference,alertstate=firing,stream_name=scaletest,application_name=transform",
				1);
		earlier("ALERTS", (ago) -> (ago > 29 && ago < 44) ? 1 : Double.NaN);
		earlier("autoscale:instances:count", (ago) -> (ago > 40) ? 1 : (ago > 30) ? 2 : 4);
		earlier("autoscale:consumers:count", (ago) -> (ago > 40) ? 1 : (ago > 30) ? 2 : 4);
	}

	/** By minutes ago; of five minutes, and of the time before, nothing is known. */
	private void earlier(String metric, LongToDoubleFunction value) {
		this.prometheus.earlier(metric, (time) -> {
			long ago = (this.now.getEpochSecond() - time) / 60;
			return (ago >= 18 && ago < 23 || ago > 70) ? Double.NaN : value.applyAsDouble(ago);
		});
	}

	/**
	 * Sets what is measured of an application now.
	 * @param stream the stream's name
	 * @param application the application's name
	 * @param values the values by the series of the rules
	 */
	void measure(String stream, String application, Map<String, Double> values) {
		values.forEach((name, value) -> this.prometheus.series(name,
				"stream_name=%s,application_name=%s".formatted(stream, application), value));
	}

	@Override
	public void close() {
		this.webhook.close();
		this.prometheus.close();
		this.dataFlow.close();
	}

}
