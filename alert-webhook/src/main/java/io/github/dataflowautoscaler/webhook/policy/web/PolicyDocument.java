package io.github.dataflowautoscaler.webhook.policy.web;

import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;

/**
 * A policy as the API shows it: its settings, and where it is kept.
 *
 * @param streamName the stream's name
 * @param applicationName the application's name
 * @param origin {@code api} or {@code configuration}
 * @param settings all settings, defaults filled in
 */
record PolicyDocument(String streamName, String applicationName, String origin,
		@JsonUnwrapped PolicySettings settings) {

	static PolicyDocument of(StoredPolicy stored, Instant now) {
		return new PolicyDocument(stored.id().stream(), stored.id().application(),
				stored.origin().name().toLowerCase(Locale.ROOT), PolicySettings.of(stored.policy(), now));
	}

}
