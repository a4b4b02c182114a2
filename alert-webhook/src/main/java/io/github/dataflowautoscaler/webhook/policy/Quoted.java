package io.github.dataflowautoscaler.webhook.policy;

import java.util.regex.Pattern;

/**
 * Text from outside, made safe to be quoted in an answer or a log line: one line, short.
 */
public final class Quoted {

	private static final int LONGEST = 80;

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}\u2028\u2029]");

	private Quoted() {
	}

	/**
	 * Replaces control characters and cuts long text.
	 * @param text any text
	 * @return at most 81 printable characters
	 */
	public static String shortened(String text) {
		String head = (text.length() > LONGEST) ? text.substring(0, LONGEST) + "…" : text;
		return UNPRINTABLE.matcher(head).replaceAll("?");
	}

}
