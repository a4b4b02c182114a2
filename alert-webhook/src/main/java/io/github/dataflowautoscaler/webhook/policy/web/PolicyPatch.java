package io.github.dataflowautoscaler.webhook.policy.web;

import java.util.Optional;

import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * Changes some settings of a policy and leaves the others (RFC 7396).
 */
@Component
class PolicyPatch {

	private static final String PAUSED = "paused";

	private static final String PAUSED_UNTIL = "pausedUntil";

	private final JsonMapper json;

	PolicyPatch(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Applies a patch.
	 * @param patch settings that replace, or {@code null} for those that go back to their
	 * default
	 * @param current the settings so far, empty if there is no policy yet
	 * @return the new settings
	 * @throws tools.jackson.core.JacksonException if the result is not made of settings
	 */
	PolicySettings apply(ObjectNode patch, Optional<PolicySettings> current) {
		ObjectNode merged = current.map(this.json::<ObjectNode>valueToTree).orElseGet(this.json::createObjectNode);
		merged.setAll(patch);
		if (patch.has(PAUSED) && !patch.has(PAUSED_UNTIL) && !merged.path(PAUSED).asBoolean(false)) {
			merged.remove(PAUSED_UNTIL);
		}
		return this.json.treeToValue(merged, PolicySettings.class);
	}

}
