package io.github.dataflowautoscaler.webhook.page;

import java.util.Map;

/**
 * What is wrong with a form.
 *
 * @param message what is wrong, in words
 * @param fields what is wrong with each field, by its setting
 * @param differences what the policy has by now that is not what was typed, by the
 * setting; none if the form is about the policy that is there
 * @param outdated whether the form was about another policy than the one that is there
 */
record Problem(String message, Map<String, String> fields, Map<String, String> differences, boolean outdated) {

	/**
	 * Names the fields.
	 * @param fields what is wrong with each
	 * @return the problem
	 */
	static Problem of(Map<String, String> fields) {
		return new Problem((fields.size() == 1) ? "One field is not valid" : fields.size() + " fields are not valid",
				fields, Map.of(), false);
	}

}
