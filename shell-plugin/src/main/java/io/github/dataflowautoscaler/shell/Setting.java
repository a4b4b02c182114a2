package io.github.dataflowautoscaler.shell;

import java.math.BigDecimal;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * The settings of a policy that {@code autoscale set} takes. The shell checks only that a
 * value can be read. The webhook checks its range; the help in the shell repeats it.
 */
enum Setting {

	MIN_INSTANCES("minInstances", Kind.COUNT, "fewest instances: 1 to maxInstances; default: 1"),

	MAX_INSTANCES("maxInstances", Kind.COUNT, "most instances: minInstances to 10000; required in a first policy"),

	STRATEGY("strategy", Kind.STRATEGY, "how the number is found: rate or step; default: rate"),

	SCALE_OUT_BY("scaleOutBy", Kind.COUNT,
			"most instances added at once: 1 to 10000; default: 1 for step, no limit for rate"),

	SCALE_IN_BY("scaleInBy", Kind.COUNT,
			"most instances removed at once: 1 to 10000; default: 1 for step, no limit for rate"),

	SCALE_OUT_THRESHOLD("scaleOutThreshold", Kind.NUMBER,
			"messages/s by which the arrival may exceed the input before the scale-out alert: above 0; "
					+ "default: a tenth of the arrival"),

	TARGET_UTILIZATION("targetUtilization", Kind.UTILIZATION,
			"share of the time that instances should be busy: above 0 to 1, or auto; default: 0.85"),

	CATCH_UP("catchUp", Kind.DURATION, "time to work off the lag: above 0s to 24h; default: 2m"),

	SCALE_OUT_COOLDOWN("scaleOutCooldown", Kind.DURATION, "time between two scale-outs: 0s to 24h; default: 30s"),

	SCALE_IN_WINDOW("scaleInWindow", Kind.DURATION,
			"time that a load has to be low before a scale-in: 0s to 24h; default: 2m"),

	FORESIGHT("foresight", Kind.FORESIGHT,
			"whether instances are added before a rise that is foreseen: off, advise (only record it) or on; "
					+ "default: off"),

	LABEL("label", Kind.TEXT, "the group that budgets can name; default: none"),

	WEIGHT("weight", Kind.NUMBER, "what an instance takes of a budget: above 0 to 1000000; default: 1"),

	PRIORITY("priority", Kind.COUNT, "who comes first in a budget, the higher number: -1000 to 1000; default: 0"),

	DRY_RUN("dryRun", Kind.FLAG,
			"decide and record, but don't act: true (also without a value) or false; default: false");

	/** Takes a setting back to its default. */
	static final String DEFAULT = "default";

	private final String key;

	private final Kind kind;

	private final String help;

	Setting(String key, Kind kind, String help) {
		this.key = key;
		this.kind = kind;
		this.help = help;
	}

	String key() {
		return this.key;
	}

	void addTo(Command command) {
		if (this.kind == Kind.FLAG) {
			command.flag(this.key, this.help, "true", "false", DEFAULT);
		}
		else if (this.kind == Kind.STRATEGY) {
			command.option(this.key, this.help, "rate", "step", DEFAULT);
		}
		else if (this.kind == Kind.FORESIGHT) {
			command.option(this.key, this.help, "off", "advise", "on", DEFAULT);
		}
		else {
			command.option(this.key, this.help);
		}
	}

	/**
	 * Reads a value.
	 * @param text the value as it was typed
	 * @return the value as the webhook takes it
	 * @throws CommandFailure if it can't be read
	 */
	JsonNode read(String text) {
		try {
			return this.kind.read.apply(text);
		}
		catch (RuntimeException ex) {
			throw new CommandFailure(this.key + " is '" + text + "'; it must be " + this.kind.needed);
		}
	}

	/**
	 * Writes a duration as the webhook takes it. A value that is not text is left for the
	 * webhook to refuse.
	 * @param settings settings of a policy
	 */
	void lengthen(ObjectNode settings) {
		if (this.kind == Kind.DURATION && settings.path(this.key).isTextual()) {
			settings.set(this.key, read(settings.path(this.key).asText()));
		}
	}

	/** How a value is written. */
	private enum Kind {

		COUNT("a whole number", (text) -> IntNode.valueOf(Integer.parseInt(text))),

		NUMBER("a number", Kind::number),

		TEXT("text", TextNode::valueOf),

		UTILIZATION("a number or auto", (text) -> text.equals("auto") ? TextNode.valueOf(text) : number(text)),

		DURATION("a duration such as 90s, 5m or 1h30m", (text) -> TextNode.valueOf(Times.parse(text).toString())),

		STRATEGY("rate or step", TextNode::valueOf),

		FORESIGHT("off, advise or on", TextNode::valueOf),

		FLAG("true or false", (text) -> BooleanNode.valueOf(flag(text)));

		private final String needed;

		private final Function<String, JsonNode> read;

		Kind(String needed, Function<String, JsonNode> read) {
			this.needed = needed;
			this.read = read;
		}

		private static JsonNode number(String text) {
			return DecimalNode.valueOf(new BigDecimal(text));
		}

		private static boolean flag(String text) {
			if (!text.equals("true") && !text.equals("false")) {
				throw new IllegalArgumentException(text);
			}
			return Boolean.parseBoolean(text);
		}

	}

}
