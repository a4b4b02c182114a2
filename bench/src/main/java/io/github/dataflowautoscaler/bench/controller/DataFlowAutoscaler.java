package io.github.dataflowautoscaler.bench.controller;

import java.util.OptionalInt;

import io.github.dataflowautoscaler.webhook.policy.Policy;

/**
 * This project's alerts, and a webhook that decides about one application whenever a
 * notification comes.
 */
final class DataFlowAutoscaler implements Scaler {

	private final ThroughputAlerts alerts;

	private final AlertedScaler webhook;

	DataFlowAutoscaler(Policy policy, AlertedScaler webhook) {
		this.alerts = new ThroughputAlerts(policy);
		this.webhook = webhook;
	}

	@Override
	public OptionalInt decide(ApplicationView application) {
		return this.alerts.tick(application)
			.map((direction) -> this.webhook.decide(application, direction))
			.orElse(OptionalInt.empty());
	}

}
