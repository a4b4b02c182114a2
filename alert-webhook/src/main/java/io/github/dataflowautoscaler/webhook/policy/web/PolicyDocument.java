package io.github.dataflowautoscaler.webhook.policy.web;

import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.dataflowautoscaler.webhook.policy.Edit;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A policy as the API shows it: its settings, and where it is kept.
 *
 * @param streamName the stream's name
 * @param applicationName the application's name
 * @param origin {@code api} or {@code configuration}
 * @param updatedAt when it was set, absent for a declared policy
 * @param updatedBy the user who set it, {@code everybody} where nobody is asked for
 * credentials, or {@code configuration}
 * @param settings all settings, defaults filled in
 */
record PolicyDocument(String streamName, String applicationName, String origin, @Nullable Instant updatedAt,
		String updatedBy, @JsonUnwrapped PolicySettings settings) {

	static PolicyDocument of(StoredPolicy stored, Instant now) {
		String origin = stored.origin().name().toLowerCase(Locale.ROOT);
		@Nullable Edit edit = stored.edit();
		return new PolicyDocument(stored.id().stream(), stored.id().application(), origin,
				(edit != null) ? edit.at() : null, (edit != null) ? edit.by() : origin,
				PolicySettings.of(stored.policy(), now));
	}

}
