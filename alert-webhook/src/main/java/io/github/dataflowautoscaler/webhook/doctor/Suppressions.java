package io.github.dataflowautoscaler.webhook.doctor;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.alert.AlertProperties;
import io.github.dataflowautoscaler.webhook.alertmanager.AlertGroup;
import io.github.dataflowautoscaler.webhook.alertmanager.AlertGroup.KnownAlert;
import io.github.dataflowautoscaler.webhook.alertmanager.AlertmanagerException;
import io.github.dataflowautoscaler.webhook.alertmanager.AlertmanagerServer;
import io.github.dataflowautoscaler.webhook.alertmanager.Routing.Delivery;
import io.github.dataflowautoscaler.webhook.alertmanager.Silence;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.installation.Selector;

import org.springframework.stereotype.Component;

/**
 * Finds what keeps Alertmanager from sending alerts although their route leads to the
 * webhook: inhibitions and silences of others, and time intervals. That the webhook's
 * scale-out alert inhibits the scale-in alert of the same application is intended.
 */
@Component
class Suppressions {

	private final AlertmanagerServer alertmanager;

	private final AlertProperties alerts;

	private final Selector selector;

	Suppressions(AlertmanagerServer alertmanager, AlertProperties alerts, Selector selector) {
		this.selector = selector;
		this.alertmanager = alertmanager;
		this.alerts = alerts;
	}

	/**
	 * Looks for what suppresses alerts, now or if they fired.
	 * @param check the check that the findings belong to
	 * @param address the address that Prometheus posts alerts to
	 * @param expected the alerts
	 * @return a finding for each cause, none if all is well
	 */
	List<Finding> find(Check check, URI address, List<ExpectedAlert> expected) {
		try {
			Known known = new Known(this.alertmanager.groups(address), this.alertmanager.silences(address));
			Map<Suppression, Set<ExpectedAlert>> found = new LinkedHashMap<>();
			for (ExpectedAlert alert : expected) {
				List<Suppression> present = present(alert, known);
				(present.isEmpty() ? possible(alert, known) : present)
					.forEach((cause) -> found.computeIfAbsent(cause, (key) -> new LinkedHashSet<>()).add(alert));
			}
			return found.entrySet().stream().map((cause) -> cause.getKey().finding(check, cause.getValue())).toList();
		}
		catch (AlertmanagerException ex) {
			return List.of(Finding.warning(check, ex.getMessage(),
					ex.remedy() + "; look with amtool at its alerts and silences, whether one of ours is suppressed"));
		}
	}

	private List<Suppression> present(ExpectedAlert alert, Known known) {
		Set<String> receivers = alert.ours().stream().map(Delivery::receiver).collect(Collectors.toSet());
		return known.groups()
			.stream()
			.filter((group) -> receivers.contains(group.receiver().name()))
			.flatMap((group) -> group.alerts().stream())
			.filter((fired) -> alert.isSame(fired.labels()) && isOurs(fired.labels()))
			.flatMap((fired) -> present(alert, fired.status(), known))
			.distinct()
			.toList();
	}

	private Stream<Suppression> present(ExpectedAlert alert, AlertGroup.Suppression status, Known known) {
		Stream<Suppression> inhibitions = status.inhibitedBy()
			.stream()
			.map(known::labels)
			.filter((labels) -> !isScaleOut(alert, labels) || !isOurs(labels))
			.map((labels) -> isScaleOut(alert, labels) ? Suppression.inhibitedByAnother(labels.get("alertname"))
					: Suppression.inhibited(labels.getOrDefault("alertname", "that is over")));
		Stream<Suppression> silences = status.silencedBy().stream().map(known::silence);
		Stream<Suppression> intervals = status.mutedBy().isEmpty() ? Stream.of()
				: Stream.of(Suppression.muted(status.mutedBy()));
		return Stream.of(inhibitions, silences, intervals).flatMap(Function.identity());
	}

	private boolean isScaleOut(ExpectedAlert alert, Map<String, String> labels) {
		return alert.isAbout(labels)
				&& this.alerts.direction(labels.getOrDefault("alertname", ""), labels.getOrDefault("scale", ""))
					.filter(Direction.OUT::equals)
					.isPresent();
	}

	private boolean isOurs(Map<String, String> labels) {
		return this.selector.mismatch((name) -> labels.getOrDefault(name, "")).isEmpty();
	}

	private static List<Suppression> possible(ExpectedAlert alert, Known known) {
		List<Delivery> ours = alert.ours();
		boolean always = ours.isEmpty() || ours.stream().anyMatch((delivery) -> delivery.intervals().isEmpty());
		return Stream
			.concat(known.silences()
				.stream()
				.filter((silence) -> !silence.isOver() && silence.matches(alert.labels()))
				.map((silence) -> Suppression.silenced(false, silence)),
					always ? Stream.of() : Stream.of(Suppression.muted(ours.get(0).intervals())))
			.toList();
	}

	/**
	 * What was read from Alertmanager.
	 *
	 * @param groups its alerts
	 * @param silences its silences
	 */
	private record Known(List<AlertGroup> groups, List<Silence> silences) {

		/** None, if the alert is over meanwhile. */
		Map<String, String> labels(String fingerprint) {
			return this.groups.stream()
				.flatMap((group) -> group.alerts().stream())
				.filter((alert) -> alert.fingerprint().equals(fingerprint))
				.findFirst()
				.map(KnownAlert::labels)
				.orElse(Map.of());
		}

		Suppression silence(String id) {
			return this.silences.stream()
				.filter((silence) -> silence.id().equals(id))
				.findFirst()
				.map((silence) -> Suppression.silenced(true, silence))
				.orElseGet(() -> Suppression.silenced(id));
		}

	}

}
