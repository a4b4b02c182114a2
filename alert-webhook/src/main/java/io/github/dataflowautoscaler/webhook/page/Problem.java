package io.github.dataflowautoscaler.webhook.page;

import java.lang.reflect.RecordComponent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.policy.PolicySettings;

/**
 * What is wrong with a form.
 *
 * @param setting the setting that it is about, empty if it is about none
 * @param message what is wrong, in words
 * @param outdated whether the form was about another policy than the one that is there
 */
record Problem(String setting, String message, boolean outdated) {

	private static final Set<String> SETTINGS = Stream.of(PolicySettings.class.getRecordComponents())
		.map(RecordComponent::getName)
		.collect(Collectors.toUnmodifiableSet());

	/**
	 * Says what is wrong.
	 * @param ex a refusal, whose message begins with the setting if it is about one
	 * @param outdated whether the form was about another policy than the one that is
	 * there
	 * @return the problem
	 */
	static Problem of(RuntimeException ex, boolean outdated) {
		String message = String.valueOf(ex.getMessage());
		String first = message.split(" ", 2)[0];
		return new Problem(SETTINGS.contains(first) ? first : "", message, outdated);
	}

}
