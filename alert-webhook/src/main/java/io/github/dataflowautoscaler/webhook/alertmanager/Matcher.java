package io.github.dataflowautoscaler.webhook.alertmanager;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A route's condition on one label. A label that is missing is empty.
 *
 * @param label the label
 * @param operator {@code =}, {@code !=}, {@code =~} or {@code !~}
 * @param value the value, or a regular expression for all of it
 */
record Matcher(String label, String operator, String value) {

	private static final Pattern TEXT = Pattern.compile("\\s*([\\w:]+)\\s*(=~|!~|!=|=)\\s*\"?(.*?)\"?\\s*",
			Pattern.DOTALL);

	static Matcher parse(String text) {
		java.util.regex.Matcher found = TEXT.matcher(text);
		if (!found.matches()) {
			throw new IllegalArgumentException("'%s' is not a matcher".formatted(text));
		}
		MatchResult parts = found.toMatchResult();
		return new Matcher(parts.group(1), parts.group(2), parts.group(3));
	}

	boolean matches(Map<String, String> labels) {
		String actual = labels.getOrDefault(this.label, "");
		return switch (this.operator) {
			case "=" -> actual.equals(this.value);
			case "!=" -> !actual.equals(this.value);
			case "=~" -> actual.matches(this.value);
			default -> !actual.matches(this.value);
		};
	}

}
