package io.github.dataflowautoscaler.webhook.doctor;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.github.dataflowautoscaler.webhook.alertmanager.AlertmanagerException;
import io.github.dataflowautoscaler.webhook.alertmanager.AlertmanagerServer;
import io.github.dataflowautoscaler.webhook.dataflow.ConditionalOnDataFlow;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowServer;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusException;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusServer;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether our clock is that of the other servers, by the dates of their answers.
 * Decisions need only our own, but people compare histories, graphs and logs by time.
 */
@Component
@Order(9)
@ConditionalOnDataFlow
class ClockCheck implements Check {

	/** The dates are whole seconds, and an answer may take some. */
	private static final Duration TOLERANCE = Duration.ofSeconds(30);

	private final DataFlowServer dataFlow;

	private final PrometheusServer prometheus;

	private final AlertmanagerServer alertmanager;

	private final Clock systemClock;

	ClockCheck(DataFlowServer dataFlow, PrometheusServer prometheus, AlertmanagerServer alertmanager,
			Clock systemClock) {
		this.dataFlow = dataFlow;
		this.prometheus = prometheus;
		this.alertmanager = alertmanager;
		this.systemClock = systemClock;
	}

	@Override
	public String name() {
		return "clock";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		Map<String, Duration> ahead = new TreeMap<>();
		measure(ahead, "Data Flow", () -> this.dataFlow.about().time());
		// A server that has just not answered is not asked again: both together may take
		// too long.
		boolean answers = measure(ahead, "Prometheus",
				() -> this.prometheus.about().map(PrometheusServer.About::time).orElse(null));
		measure(ahead, "Alertmanager",
				() -> (answers ? this.prometheus.alertmanagers() : Optional.<List<URI>>empty())
					.orElseGet(this.alertmanager::named)
					.stream()
					.findFirst()
					.map((address) -> this.alertmanager.about(address).time())
					.orElse(null));
		List<String> wrong = ahead.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().abs().compareTo(TOLERANCE) > 0)
			.map((entry) -> "%s is %s s %s".formatted(entry.getKey(), entry.getValue().abs().toSeconds(),
					entry.getValue().isNegative() ? "behind" : "ahead"))
			.toList();
		if (ahead.isEmpty()) {
			return List.of(Finding.warning(this, "No server reported its time", "See the checks of the servers"));
		}
		return List.of(wrong.isEmpty()
				? Finding.ok(this, "Our clock agrees with %s".formatted(String.join(", ", ahead.keySet())))
				: Finding.warning(this, "Compared with our clock, " + String.join(", ", wrong),
						"Set the clocks by NTP: times in histories, graphs and logs can't be compared"));
	}

	/**
	 * Compares a server's clock with ours.
	 * @return whether the server answered
	 */
	private boolean measure(Map<String, Duration> ahead, String server, Supplier<@Nullable Instant> date) {
		try {
			@Nullable Instant time = date.get();
			if (time != null) {
				ahead.put(server, Duration.between(this.systemClock.instant(), time));
			}
			return true;
		}
		catch (PlatformException | PrometheusException | AlertmanagerException ex) {
			// The checks of that server say why it can't be asked.
			return false;
		}
	}

}
