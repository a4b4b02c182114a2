package io.github.dataflowautoscaler.shell;

import java.math.BigDecimal;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a window that {@code autoscale schedule add} takes. The shell checks
 * only that a value can be read; the webhook checks the rest.
 */
enum WindowSetting {

	ZONE("zone", "a time zone, such as Europe/Berlin; default: the shell's", "a time zone", TextNode::valueOf),

	DAYS("days", "days of the week on which it opens, such as mon-fri or sat,sun; default: every day", "days",
			TextNode::valueOf),

	FROM("from", "when it opens: a local time, such as 08:00, or once, such as 2026-12-24T08:00", "a time",
			TextNode::valueOf),

	TO("to", "when it closes, likewise; the next day if it is not later than from", "a time", TextNode::valueOf),

	CRON("cron", "instead of from and to: when it opens, with seconds, such as '0 0 22 * * SAT'", "a cron expression",
			TextNode::valueOf),

	LENGTH("length", "with cron: how long it is open, from 1m to 7d", "a duration such as 90m or 8h",
			(text) -> TextNode.valueOf(Times.parse(text).toString())),

	MIN_INSTANCES("minInstances", "fewest instances in the window", "a whole number",
			(text) -> IntNode.valueOf(Integer.parseInt(text))),

	MAX_INSTANCES("maxInstances", "most instances in the window", "a whole number",
			(text) -> IntNode.valueOf(Integer.parseInt(text))),

	TARGET_UTILIZATION("targetUtilization", "share of the time that instances should be busy in the window", "a number",
			(text) -> DecimalNode.valueOf(new BigDecimal(text))),

	SCALE_IN("scaleIn", "false: the number of instances is not lowered in the window", "true or false",
			WindowSetting::flag),

	PAUSED("paused", "true: nothing is decided in the window", "true or false", WindowSetting::flag);

	private final String key;

	private final String help;

	private final String needed;

	private final Function<String, JsonNode> read;

	WindowSetting(String key, String help, String needed, Function<String, JsonNode> read) {
		this.key = key;
		this.help = help;
		this.needed = needed;
		this.read = read;
	}

	String key() {
		return this.key;
	}

	void addTo(Command command) {
		if (this == SCALE_IN || this == PAUSED) {
			command.option(this.key, this.help, "true", "false");
		}
		else {
			command.option(this.key, this.help);
		}
	}

	/**
	 * Adds the setting to a window.
	 * @param window the window
	 * @param text the value as it was typed, {@code null} if it was not
	 * @throws CommandFailure if it can't be read
	 */
	void put(ObjectNode window, @Nullable String text) {
		if (text == null) {
			return;
		}
		try {
			window.set(this.key, this.read.apply(text));
		}
		catch (RuntimeException ex) {
			throw new CommandFailure(this.key + " is '" + text + "'; it must be " + this.needed);
		}
	}

	private static JsonNode flag(String text) {
		if (!text.equals("true") && !text.equals("false")) {
			throw new IllegalArgumentException(text);
		}
		return BooleanNode.valueOf(Boolean.parseBoolean(text));
	}

}
