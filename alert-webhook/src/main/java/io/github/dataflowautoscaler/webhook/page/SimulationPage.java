package io.github.dataflowautoscaler.webhook.page;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.hindsight.Comparison;
import io.github.dataflowautoscaler.webhook.hindsight.Hindsight;
import io.github.dataflowautoscaler.webhook.hindsight.Hindsight.Advice;
import io.github.dataflowautoscaler.webhook.hindsight.HindsightException;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusException;
import io.github.dataflowautoscaler.webhook.simulation.Outcome;
import io.github.dataflowautoscaler.webhook.status.StatusReader;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Shows what a policy would have done, before it is set.
 */
@Controller
@RequestMapping("/streams/{stream}/{application}/simulation")
class SimulationPage {

	private static final Map<Duration, String> TIMES = new LinkedHashMap<>();

	static {
		TIMES.put(Duration.ofDays(1), "1 day");
		TIMES.put(Duration.ofDays(2), "2 days");
		TIMES.put(Duration.ofDays(7), "1 week");
		TIMES.put(Duration.ofDays(14), "2 weeks");
		TIMES.put(Duration.ofDays(31), "31 days");
	}

	private final Hindsight hindsight;

	private final Policies policies;

	private final StatusReader reader;

	private final Clock systemClock;

	SimulationPage(Hindsight hindsight, Policies policies, StatusReader reader, Clock systemClock) {
		this.hindsight = hindsight;
		this.policies = policies;
		this.reader = reader;
		this.systemClock = systemClock;
	}

	@ModelAttribute("id")
	ApplicationId id(@PathVariable String stream, @PathVariable String application) {
		return new ApplicationId(stream, application);
	}

	/** A form, which comes back with what it asked for. */
	@GetMapping
	String show(@ModelAttribute("id") ApplicationId id, @RequestParam(required = false) @Nullable Duration since,
			PolicyForm form, Model model) {
		Optional<StoredPolicy> stored = this.policies.find(id);
		model.addAttribute("stored", stored.orElse(null));
		describe(since, model);
		model.addAttribute("form",
				(since != null) ? form : PolicyForm.of(stored, this.reader.measure(id).partitions()));
		if (since == null) {
			return "simulation";
		}
		Map<String, String> wrong = form.problems();
		if (!wrong.isEmpty()) {
			model.addAttribute("problem", Problem.of(wrong));
			return "simulation";
		}
		Policy policy = form.toPolicy(stored, this.systemClock.instant());
		attempt(model,
				() -> add(this.hindsight.simulate(id, since, policy, stored.map(StoredPolicy::policy).orElse(null)),
						model));
		return "simulation";
	}

	@GetMapping(params = "suggest")
	String suggest(@ModelAttribute("id") ApplicationId id, @RequestParam(defaultValue = "P7D") Duration since,
			Model model) {
		Optional<StoredPolicy> stored = this.policies.find(id);
		model.addAttribute("stored", stored.orElse(null));
		describe(since, model);
		model.addAttribute("form", PolicyForm.of(stored, this.reader.measure(id).partitions()));
		attempt(model, () -> {
			Advice advice = this.hindsight.suggest(id, since, stored.map(StoredPolicy::policy).orElse(null));
			Policy policy = advice.comparison().policy();
			model.addAttribute("reasons", advice.reasons());
			model.addAttribute("form",
					PolicyForm.of(stored.map(StoredPolicy::version).orElse(null), policy, policy.maxInstances()));
			add(advice.comparison(), model);
		});
		return "simulation";
	}

	private static void describe(@Nullable Duration since, Model model) {
		model.addAttribute("times", TIMES);
		model.addAttribute("since", (since != null) ? since : Duration.ofDays(7));
		model.addAttribute("labels", PolicyForm.LABELS);
		model.addAttribute("reasons", List.of());
	}

	private static void attempt(Model model, Runnable simulation) {
		try {
			simulation.run();
		}
		catch (HindsightException | PrometheusException ex) {
			model.addAttribute("unknown", ex.getMessage());
		}
	}

	private static void add(Comparison comparison, Model model) {
		model.addAttribute("comparison", comparison);
		model.addAttribute("rows", rows(comparison));
		model.addAttribute("charts", Courses.of(comparison));
	}

	private static Map<String, Outcome> rows(Comparison comparison) {
		Map<String, Outcome> rows = new LinkedHashMap<>();
		rows.put("this policy", comparison.proposed());
		@Nullable Outcome present = comparison.present();
		if (present != null) {
			rows.put("the present policy", present);
		}
		rows.put("always " + comparison.fixedInstances(), comparison.fixed());
		return rows;
	}

}
