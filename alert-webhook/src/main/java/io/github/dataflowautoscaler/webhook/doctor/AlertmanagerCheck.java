package io.github.dataflowautoscaler.webhook.doctor;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.alert.AlertProperties;
import io.github.dataflowautoscaler.webhook.alertmanager.AlertmanagerException;
import io.github.dataflowautoscaler.webhook.alertmanager.AlertmanagerServer;
import io.github.dataflowautoscaler.webhook.alertmanager.Routing;
import io.github.dataflowautoscaler.webhook.alertmanager.Routing.Delivery;
import io.github.dataflowautoscaler.webhook.alertmanager.Timing;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusException;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusServer;
import io.github.dataflowautoscaler.webhook.prometheus.Rule;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether the alerts of the rules come to the webhook, and often enough: while an alert
 * fires, its repetition is what makes the webhook look again.
 */
@Component
@Order(7)
class AlertmanagerCheck implements Check {

	/** Longer than that, and an application that needs a second step waits for it. */
	private static final Duration LONGEST = Duration.ofMinutes(2);

	private static final String ROUTE = "Add the routes and the receiver of alertmanager/alertmanager.yml";

	private final PrometheusServer prometheus;

	private final AlertmanagerServer alertmanager;

	private final Suppressions suppressions;

	private final AlertProperties alerts;

	AlertmanagerCheck(PrometheusServer prometheus, AlertmanagerServer alertmanager, Suppressions suppressions,
			AlertProperties alerts) {
		this.prometheus = prometheus;
		this.alertmanager = alertmanager;
		this.suppressions = suppressions;
		this.alerts = alerts;
	}

	@Override
	public String name() {
		return "alertmanager";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		try {
			List<URI> known = this.prometheus.alertmanagers();
			List<Rule> rules = this.prometheus.rules()
				.stream()
				.filter(Rule::isAlerting)
				.filter((rule) -> this.alerts.direction(rule.name(), rule.label("scale")).isPresent())
				.toList();
			return known.isEmpty()
					? List.of(Finding.failure(this, "Prometheus knows no Alertmanager, so no alert gets anywhere",
							"Name it in alerting.alertmanagers of Prometheus' configuration"))
					: known.stream().flatMap((alerts) -> examine(alerts, rules, policies).stream()).toList();
		}
		catch (PrometheusException ex) {
			return List.of(Finding.warning(this, "Alertmanager can't be found: " + ex.getMessage(),
					"See the check prometheus"));
		}
	}

	private List<Finding> examine(URI address, List<Rule> rules, List<StoredPolicy> policies) {
		try {
			Routing routing = this.alertmanager.about(address).routing();
			List<ExpectedAlert> expected = ExpectedAlert.of(rules, policies, routing);
			Finding route = expected.stream()
				.map(this::judge)
				.max(Comparator.comparing(Finding::status))
				.orElseGet(() -> Finding.warning(this, "There is no alert that could be sent", "See the check rules"));
			List<Finding> suppressed = this.suppressions.find(this, address, expected);
			return (route.status() == Status.OK && !suppressed.isEmpty()) ? suppressed
					: Stream.concat(Stream.of(route), suppressed.stream()).toList();
		}
		catch (AlertmanagerException ex) {
			return List.of(Finding.warning(this, ex.getMessage(), ex.remedy()));
		}
	}

	private Finding judge(ExpectedAlert alert) {
		List<Delivery> ours = alert.ours();
		if (ours.isEmpty()) {
			return Finding
				.failure(this,
						"%s goes to %s, which does not post it to a webhook's /alert".formatted(alert.name(),
								String.join(" and ", alert.deliveries().stream().map(Delivery::receiver).toList())),
						ROUTE);
		}
		Timing timing = ours.get(0).timing();
		String often = "%s is posted to %s and repeated every %s (group_interval %s, repeat_interval %s)".formatted(
				alert.name(), redacted(ours.get(0).webhooks().get(0)), text(timing.repetition()),
				text(timing.groupInterval()), text(timing.repeatInterval()));
		return (timing.repetition().compareTo(LONGEST) > 0) ? Finding.warning(this, often,
				"Set group_interval: 30s and repeat_interval: 50s in its route: a further step waits for the repetition")
				: Finding.ok(this, often);
	}

	/** Some put credentials there. */
	private static String redacted(String webhook) {
		return webhook.replaceFirst("//[^/@]*@", "//").replaceFirst("[?#].*", "");
	}

	private static String text(Duration duration) {
		return duration.toSeconds() + " s";
	}

}
