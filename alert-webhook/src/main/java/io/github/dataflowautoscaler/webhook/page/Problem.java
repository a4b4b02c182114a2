package io.github.dataflowautoscaler.webhook.page;

import java.util.Map;

/**
 * What is wrong with a form.
 *
 * @param message what is wrong, in words
 * @param fields what is wrong with each field, by its setting
 * @param differences the values of the stored policy that differ from what was typed, by
 * setting; none if the policy has not changed since the form was opened
 * @param outdated whether the policy has changed since the form was opened
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
