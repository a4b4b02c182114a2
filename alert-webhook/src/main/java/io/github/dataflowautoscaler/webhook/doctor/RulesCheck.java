package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.alert.AlertProperties;
import io.github.dataflowautoscaler.webhook.dataflow.ConditionalOnDataFlow;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusException;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusServer;
import io.github.dataflowautoscaler.webhook.prometheus.Rule;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether Prometheus evaluates what the rate strategy reads, and has alerts for both
 * directions.
 */
@Component
@Order(6)
@ConditionalOnDataFlow
class RulesCheck implements Check {

	private static final String LOAD = "Name prometheus/alert.rules.yml in rule_files of Prometheus' configuration, and reload it";

	private final PrometheusServer prometheus;

	private final AlertProperties alerts;

	private final Selector selector;

	RulesCheck(PrometheusServer prometheus, AlertProperties alerts, Selector selector) {
		this.prometheus = prometheus;
		this.alerts = alerts;
		this.selector = selector;
	}

	@Override
	public String name() {
		return "rules";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		try {
			return List.of(judge(this.prometheus.rules()));
		}
		catch (PrometheusException ex) {
			return List
				.of(Finding.warning(this, "The rules can't be read: " + ex.getMessage(), "See the check prometheus"));
		}
	}

	private Finding judge(List<Rule> rules) {
		List<String> missing = this.prometheus.requiredSeries()
			.stream()
			.filter((series) -> rules.stream().noneMatch((rule) -> records(series, rule)))
			.toList();
		if (rules.stream().map(Rule::name).noneMatch(this.prometheus.requiredSeries()::contains)
				&& this.prometheus.hasRequiredSeries()) {
			return Finding.ok(this,
					"The rules are evaluated, by what they record; this server does not show how, nor whether their alerts are");
		}
		if (!missing.isEmpty()) {
			return missing(missing, rules);
		}
		List<Direction> without = Stream.of(Direction.values())
			.filter((direction) -> rules.stream().noneMatch((rule) -> asksFor(direction, rule)))
			.toList();
		if (!without.isEmpty()) {
			return Finding.failure(this, "No alert asks for a scale-" + without.get(0).name().toLowerCase(Locale.ROOT),
					LOAD + "; alerts of your own need a label scale, or their names in autoscale.alerts.*");
		}
		return health(rules.stream().filter(this::isOurs).toList());
	}

	private Finding missing(List<String> series, List<Rule> rules) {
		if (!this.selector.isEmpty()) {
			return Finding.failure(this,
					"No rule with the labels %s records %s".formatted(this.selector, String.join(", ", series)),
					"Name in rule_files of Prometheus' configuration what prometheus/generate-rules '%s' writes, and reload it"
						.formatted(this.selector));
		}
		return rules.stream()
			.filter((rule) -> rule.name().equals(series.get(0)))
			.findFirst()
			.map((labelled) -> Finding.failure(this,
					"%s is recorded for one installation of several, by the labels %s".formatted(series.get(0),
							labelled.labels()),
					"Set %s: to these labels if that is this one, else to its own, and load what prometheus/generate-rules writes for it"
						.formatted(Selector.PROPERTY)))
			.orElseGet(() -> Finding.failure(this, "No rule records " + String.join(", ", series), LOAD));
	}

	/** Without a selector the rules are those for all, which set no label. */
	private boolean records(String series, Rule rule) {
		return rule.name().equals(series) && !rule.isAlerting()
				&& (!this.selector.isEmpty() || rule.labels() == null || rule.labels().isEmpty());
	}

	private Finding health(List<Rule> rules) {
		Optional<Rule> failing = rules.stream().filter((rule) -> rule.health().equals("err")).findFirst();
		if (failing.isPresent()) {
			return Finding.failure(this,
					"The rule %s fails: %s".formatted(failing.get().name(), failing.get().lastError()),
					"Most often two series have the same labels: an instance is scraped twice, for example");
		}
		return rules.stream().allMatch((rule) -> rule.health().equals("ok"))
				? Finding.ok(this, "%s rules are evaluated without an error".formatted(rules.size()))
				: Finding.warning(this, "Not all rules have been evaluated yet", "Wait for the next evaluation");
	}

	private boolean isOurs(Rule rule) {
		return rule.name().startsWith("autoscale:")
				|| Stream.of(Direction.values()).anyMatch((direction) -> asksFor(direction, rule));
	}

	private boolean asksFor(Direction direction, Rule rule) {
		return rule.isAlerting()
				&& this.alerts.direction(rule.name(), rule.label("scale")).filter(direction::equals).isPresent();
	}

}
