package io.github.dataflowautoscaler.webhook.policy.web;

import java.util.List;

/**
 * A policy that is suggested, as the API shows it.
 *
 * @param reasons a sentence for each setting that is suggested
 * @param simulation the policy, and what it would have come to
 */
record SuggestionDocument(List<String> reasons, SimulationDocument simulation) {
}
