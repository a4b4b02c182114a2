package io.github.dataflowautoscaler.webhook.doctor;

import java.util.Map;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * The labels by which series belong to an application.
 */
final class Labels {

	private Labels() {
	}

	static boolean areOf(Map<String, String> labels, ApplicationId id) {
		return id.stream().equals(labels.get("stream_name")) && id.application().equals(labels.get("application_name"));
	}

}
