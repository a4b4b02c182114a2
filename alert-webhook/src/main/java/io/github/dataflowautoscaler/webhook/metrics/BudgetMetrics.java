package io.github.dataflowautoscaler.webhook.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.scaling.BudgetReader;
import io.github.dataflowautoscaler.webhook.scaling.BudgetUse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Exports what budgets allow, and what is taken of them.
 */
@Component
class BudgetMetrics {

	private final BudgetReader budgets;

	private final TaggedGauge allowed;

	private final TaggedGauge taken;

	BudgetMetrics(BudgetReader budgets, MeterRegistry registry) {
		this.budgets = budgets;
		this.allowed = new TaggedGauge(MultiGauge.builder("autoscale.budget.max")
			.description("What the instances of a budget's members may take together")
			.baseUnit("instances")
			.register(registry));
		this.taken = new TaggedGauge(MultiGauge.builder("autoscale.budget.taken")
			.description("What the instances of a budget's members take, those that were asked for included")
			.baseUnit("instances")
			.register(registry));
	}

	@Scheduled(fixedDelayString = "PT5S")
	void refresh() {
		List<BudgetUse> uses = this.budgets.uses();
		Map<Tags, Double> allowed = new HashMap<>();
		Map<Tags, Double> taken = new HashMap<>();
		for (BudgetUse use : uses) {
			Tags tags = Tags.of("budget", use.budget().name());
			allowed.put(tags, (double) use.budget().maxInstances());
			if (use.known()) {
				taken.put(tags, use.taken());
			}
		}
		this.allowed.show(allowed);
		this.taken.show(taken);
	}

}
