package io.github.dataflowautoscaler.shell;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a policy that a command line names, as a merge patch (RFC 7396). Here
 * is checked that a value can be read; which values make sense is the webhook's to say.
 */
final class PolicyPatch {

	/** {@code 90s}, {@code 5m}, {@code 1h30m}: what ISO 8601 writes with {@code PT}. */
	private static final Pattern SHORT_TIME = Pattern.compile("(\\d+h)?(\\d+m)?(\\d+s)?", Pattern.CASE_INSENSITIVE);

	private final ObjectNode patch = JsonNodeFactory.instance.objectNode();

	PolicyPatch count(String setting, @Nullable String value) {
		return put(setting, value, "a whole number", (text) -> IntNode.valueOf(Integer.parseInt(text)));
	}

	PolicyPatch number(String setting, @Nullable String value) {
		return put(setting, value, "a number", (text) -> DecimalNode.valueOf(new BigDecimal(text)));
	}

	PolicyPatch duration(String setting, @Nullable String value) {
		return put(setting, value, "a time such as 90s, 5m or PT2M",
				(text) -> TextNode.valueOf(duration(text).toString()));
	}

	PolicyPatch flag(String setting, @Nullable String value) {
		return put(setting, value, "true or false", (text) -> BooleanNode.valueOf(flag(text)));
	}

	PolicyPatch text(String setting, @Nullable String value) {
		return put(setting, value, "a word", TextNode::valueOf);
	}

	/**
	 * Returns the patch.
	 * @return what is to be changed, empty if nothing is
	 */
	JsonNode toJson() {
		return this.patch;
	}

	private PolicyPatch put(String setting, @Nullable String value, String needed, Function<String, JsonNode> read) {
		if (value == null) {
			return this;
		}
		try {
			this.patch.set(setting,
					value.equals(Choices.DEFAULT) ? JsonNodeFactory.instance.nullNode() : read.apply(value));
		}
		catch (IllegalArgumentException | DateTimeParseException ex) {
			throw new CommandFailure(setting + " is '" + value + "'; " + needed + " is needed");
		}
		return this;
	}

	private static boolean flag(String text) {
		if (!text.equals("true") && !text.equals("false")) {
			throw new IllegalArgumentException(text);
		}
		return Boolean.parseBoolean(text);
	}

	/**
	 * Reads a time.
	 * @param text the time, short or as ISO 8601 writes it
	 * @return the time
	 * @throws DateTimeParseException if it is neither
	 */
	static Duration duration(String text) {
		return Duration.parse(SHORT_TIME.matcher(text).matches() ? "PT" + text.toUpperCase(Locale.ROOT) : text);
	}

}
