package io.github.dataflowautoscaler.webhook.policy;

/**
 * Text from outside, made safe to be quoted in an answer or a log line: one line, short.
 */
public final class Quoted {

	private static final int LONGEST = 80;

	private Quoted() {
	}

	/**
	 * Replaces control characters and cuts long text.
	 * @param text any text
	 * @return at most 81 printable characters
	 */
	public static String shortened(String text) {
		String head = (text.length() > LONGEST) ? text.substring(0, LONGEST) + "…" : text;
		return head.replaceAll("[\\p{Cntrl}\\p{Cs}\u2028\u2029]", "?");
	}

}
