package io.github.dataflowautoscaler.webhook.doctor;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
			Optional<List<URI>> told = this.prometheus.alertmanagers();
			if (told.isPresent() && told.get().isEmpty()) {
				return List
					.of(Finding.failure(this, "Prometheus has no Alertmanager configured, so no alert is delivered",
							"Name it in alerting.alertmanagers of Prometheus' configuration"));
			}
			List<URI> known = told.orElseGet(this.alertmanager::named);
			if (known.isEmpty()) {
				return List.of(Finding.ok(this,
						"This server does not tell where alerts go, and autoscale.alertmanager.uris names nobody to ask;"
								+ " see the check notifications"));
			}
			List<Rule> rules = this.prometheus.rules().stream().filter(this::scales).toList();
			List<Rule> expected = (told.isEmpty() && rules.isEmpty()) ? assumed() : rules;
			return known.stream().flatMap((address) -> examine(address, expected, policies).stream()).toList();
		}
		catch (PrometheusException ex) {
			return List.of(Finding.warning(this, "Alertmanager can't be found: " + ex.getMessage(),
					"See the check prometheus"));
		}
	}

	private boolean scales(Rule rule) {
		return rule.isAlerting() && this.alerts.direction(rule.name(), rule.label("scale")).isPresent();
	}

	/**
	 * By the names and the label that routes go by, as the project's own rules have them.
	 */
	private List<Rule> assumed() {
		return Stream
			.concat(this.alerts.scaleOut().stream().map((name) -> assumed(name, "up")),
					this.alerts.scaleIn().stream().map((name) -> assumed(name, "down")))
			.toList();
	}

	private static Rule assumed(String name, String scale) {
		return new Rule(name, "alerting", "unknown", null, Map.of("scale", scale));
	}

	/**
	 * Prometheus may name addresses that don't let the webhook in, such as those of Pods
	 * whose certificate has the name of a Service. One that is away is no such address:
	 * then it is Prometheus that can't reach it.
	 */
	private List<Finding> examine(URI address, List<Rule> rules, List<StoredPolicy> policies) {
		try {
			return judge(address, rules, policies);
		}
		catch (AlertmanagerException ex) {
			List<URI> instead = ex.isKeptOut() ? this.alertmanager.named() : List.of();
			return instead.stream()
				.flatMap((named) -> judged(named, rules, policies).stream())
				.findFirst()
				.orElseGet(() -> List.of(Finding.warning(this, ex.getMessage(), ex.remedy())));
		}
	}

	private Optional<List<Finding>> judged(URI address, List<Rule> rules, List<StoredPolicy> policies) {
		try {
			return Optional.of(judge(address, rules, policies));
		}
		catch (AlertmanagerException ex) {
			return Optional.empty();
		}
	}

	private List<Finding> judge(URI address, List<Rule> rules, List<StoredPolicy> policies) {
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

	/** Some put credentials there. Newer Alertmanagers tell no address at all. */
	private static String redacted(String webhook) {
		return (webhook.equals(ExpectedAlert.SECRET)) ? "an address that Alertmanager does not show"
				: webhook.replaceFirst("//[^/@]*@", "//").replaceFirst("[?#].*", "");
	}

	private static String text(Duration duration) {
		return duration.toSeconds() + " s";
	}

}
