package io.github.dataflowautoscaler.webhook.policy.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.hindsight.Hindsight;
import io.github.dataflowautoscaler.webhook.hindsight.Hindsight.Advice;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.enums.ParameterStyle;
import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows what a policy would have done, before it is set. Nothing is changed by looking.
 */
@RestController
@RequestMapping("/api/policies/{stream}/{application}")
class SimulationController {

	private static final String SINCE = "since";

	private static final String A_WEEK = "P7D";

	private final Hindsight hindsight;

	private final Policies policies;

	private final PolicyPatch patch;

	private final JsonMapper json;

	private final Clock systemClock;

	SimulationController(Hindsight hindsight, Policies policies, PolicyPatch patch, JsonMapper json,
			Clock systemClock) {
		this.hindsight = hindsight;
		this.policies = policies;
		this.patch = patch;
		this.json = json;
		this.systemClock = systemClock;
	}

	/**
	 * Simulates the policy that there would be if some settings were changed, as
	 * {@code PATCH} changes them.
	 * @param stream the stream's name
	 * @param application the application's name
	 * @param since how far to look back, an hour to 31 days
	 * @param settings the settings that differ from the present policy; what is empty has
	 * its default
	 * @return what it would have come to
	 */
	@GetMapping("/simulation")
	SimulationDocument simulate(@PathVariable String stream, @PathVariable String application,
			@RequestParam(defaultValue = A_WEEK) Duration since,
			@Parameter(in = ParameterIn.QUERY, style = ParameterStyle.FORM, explode = Explode.TRUE,
					schema = @Schema(implementation = PolicySettings.class)) @RequestParam(
							required = false) Map<String, String> settings) {
		ApplicationId id = new ApplicationId(stream, application);
		Optional<Policy> present = this.policies.find(id).map(StoredPolicy::policy);
		return SimulationDocument.of(id,
				this.hindsight.simulate(id, since, changed(present, settings), present.orElse(null)));
	}

	/**
	 * Suggests bounds and a target utilization, with the simulation that speaks for them.
	 * @param stream the stream's name
	 * @param application the application's name
	 * @param since how far to look back, an hour to 31 days
	 * @return the suggestion
	 */
	@GetMapping("/suggestion")
	SuggestionDocument suggest(@PathVariable String stream, @PathVariable String application,
			@RequestParam(defaultValue = A_WEEK) Duration since) {
		ApplicationId id = new ApplicationId(stream, application);
		Advice advice = this.hindsight.suggest(id, since,
				this.policies.find(id).map(StoredPolicy::policy).orElse(null));
		return new SuggestionDocument(advice.reasons(), SimulationDocument.of(id, advice.comparison()));
	}

	private Policy changed(Optional<Policy> present, Map<String, String> settings) {
		Instant now = this.systemClock.instant();
		ObjectNode changes = this.json.createObjectNode();
		settings.forEach((name, value) -> changes.put(name, value.isEmpty() ? null : value));
		changes.remove(SINCE);
		return this.patch.apply(changes, present.map((policy) -> PolicySettings.of(policy, now))).toPolicy();
	}

}
