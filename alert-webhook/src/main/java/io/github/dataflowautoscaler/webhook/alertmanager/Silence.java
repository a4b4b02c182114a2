package io.github.dataflowautoscaler.webhook.alertmanager;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A silence: Alertmanager does not send the alerts that match it while it lasts.
 *
 * @param id the argument of {@code amtool silence expire}
 * @param status its state
 * @param createdBy who created it
 * @param comment why
 * @param startsAt when it begins
 * @param endsAt when it ends
 * @param matchers the conditions that an alert must meet to be silenced
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Silence(String id, State status, String createdBy, String comment, Instant startsAt, Instant endsAt,
		List<Wanted> matchers) {

	public boolean isOver() {
		return this.status.state().equals("expired");
	}

	/**
	 * Tells whether an alert would be silenced.
	 * @param labels the alert's labels
	 * @return whether all matchers match; {@code false} if Java can't read the regular
	 * expression of one
	 */
	public boolean matches(Map<String, String> labels) {
		try {
			return this.matchers.stream().allMatch((wanted) -> wanted.matcher().matches(labels));
		}
		catch (PatternSyntaxException ex) {
			return false;
		}
	}

	/**
	 * The state of a silence.
	 *
	 * @param state {@code pending}, {@code active} or {@code expired}
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	public record State(String state) {
	}

	/**
	 * A matcher in the words of the API.
	 *
	 * @param name the label
	 * @param value the value, or an expression for it
	 * @param isRegex whether it is an expression
	 * @param isEqual whether the label has to match, which older versions took for
	 * granted
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	public record Wanted(String name, String value, boolean isRegex, @Nullable Boolean isEqual) {

		Matcher matcher() {
			boolean negated = Boolean.FALSE.equals(this.isEqual);
			String operator = this.isRegex ? (negated ? "!~" : "=~") : (negated ? "!=" : "=");
			return new Matcher(this.name, operator, this.value);
		}

	}

}
