package io.github.dataflowautoscaler.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One application on one card: its policy, its instances, its load and the last decision.
 */
final class StatusCard {

	/** Told by the state, and by what is in force. */
	private static final List<String> STATES = Arrays.asList("paused", "pausedUntil", "dryRun", "schedule");

	private static final Map<String, String> MEASURES = measures();

	private StatusCard() {
	}

	/**
	 * Puts a status on a card.
	 * @param status the status with its {@code policy}
	 * @return names and values
	 */
	static List<List<Object>> of(JsonNode status) {
		List<List<Object>> card = new ArrayList<>();
		card.add(Report.row("Stream", status.path("streamName").asText()));
		card.add(Report.row("Application", status.path("applicationName").asText()));
		card.add(Report.row("State", Words.state(status)));
		card.add(Report.row("Policy", settings(status.path("policy"))));
		if (status.path("policy").path("schedule").size() > 0) {
			card.add(Report.row("In Force", inForce(status)));
		}
		if (status.path("budgets").size() > 0) {
			card.add(Report.row("Budgets", budgets(status.path("budgets"))));
		}
		card.add(Report.row("Instances", instances(status)));
		card.add(Report.row("Load", load(status)));
		if (status.path("witnesses").size() > 0) {
			card.add(Report.row("Measured By", witnesses(status.path("witnesses"))));
		}
		if (status.hasNonNull("unknown")) {
			card.add(Report.row("Not Measured", status.path("unknown").asText()));
		}
		card.add(Report.row("Last Decision", latest(status.path("latestDecision"))));
		return card;
	}

	private static Map<String, String> measures() {
		Map<String, String> measures = new LinkedHashMap<>();
		measures.put("arrivalRate", "arrival");
		measures.put("inputRate", "input");
		measures.put("outputRate", "output");
		measures.put("utilization", "utilization");
		measures.put("consumers", "consumers");
		return measures;
	}

	private static Map<String, Object> settings(JsonNode policy) {
		Map<String, Object> settings = new LinkedHashMap<>(PolicyChange.settings(policy));
		settings.keySet().removeAll(STATES);
		if (policy.path("origin").asText().equals("configuration")) {
			settings.put("declared in", "configuration");
		}
		if (policy.path("origin").asText().equals("deployment")) {
			settings.put("deployed with", "the stream");
		}
		return settings;
	}

	private static Map<String, Object> inForce(JsonNode status) {
		Map<String, Object> inForce = new LinkedHashMap<>();
		inForce.put("window", status.path("window").asText("none"));
		if (status.hasNonNull("windowChangesAt")) {
			inForce.put("until", Words.time(status.path("windowChangesAt")));
		}
		inForce.put("minInstances", status.path("minInstances").asText());
		inForce.put("maxInstances", status.path("maxInstances").asText());
		return inForce;
	}

	private static Map<String, Object> budgets(JsonNode budgets) {
		Map<String, Object> uses = new LinkedHashMap<>();
		budgets.forEach((budget) -> uses.put(budget.path("name").asText(),
				Words.measured(budget.path("taken"), "") + " of " + budget.path("maxInstances").asText()));
		return uses;
	}

	private static Map<String, Object> instances(JsonNode status) {
		Map<String, Object> instances = new LinkedHashMap<>();
		instances.put("running", Words.measured(status.path("runningInstances"), ""));
		instances.put("ready", Words.measured(status.path("deployedInstances"), ""));
		instances.put("measured", Words.measured(status.path("reportingInstances"), ""));
		instances.put("required", Words.measured(status.path("requiredInstances"), ""));
		instances.put("recommended", Words.measured(status.path("recommendedInstances"), ""));
		return instances;
	}

	private static Map<String, Object> load(JsonNode status) {
		Map<String, Object> load = new LinkedHashMap<>();
		load.put("arrival", Words.measured(status.path("arrivalRate"), "messages/s"));
		load.put("input", Words.measured(status.path("inputRate"), "messages/s"));
		// A sink sends nothing on.
		if (status.path("outputRate").isNumber()) {
			load.put("output", Words.measured(status.path("outputRate"), "messages/s"));
		}
		load.put("capacity per instance", Words.measured(status.path("capacityPerInstance"), "messages/s"));
		load.put("utilization", Words.percent(status.path("utilization")));
		load.put("lag", Words.measured(status.path("lag"), "messages"));
		load.put("partitions", Words.measured(status.path("partitions"), ""));
		return load;
	}

	/** The witnesses matter, too: an assumption is no measurement. */
	private static Map<String, Object> witnesses(JsonNode status) {
		Map<String, Object> witnesses = new LinkedHashMap<>();
		MEASURES.forEach((measure, name) -> {
			if (status.hasNonNull(measure)) {
				witnesses.put(name, status.path(measure).asText());
			}
		});
		return witnesses;
	}

	private static String latest(JsonNode decision) {
		return decision.isObject() ? Words.lastTime(decision) + ", " + Words.decision(decision) + ": "
				+ decision.path("explanation").asText() : "none";
	}

}
