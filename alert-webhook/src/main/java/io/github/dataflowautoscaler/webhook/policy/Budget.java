package io.github.dataflowautoscaler.webhook.policy;

import org.jspecify.annotations.Nullable;

/**
 * The most instances that the applications of a group may have together.
 *
 * @param name its name, unique
 * @param maxInstances what their instances may take together, each of them its
 * application's weight; from 1 to a thousand million
 * @param stream the members are the applications of this stream; {@code null} for those
 * of each
 * @param label the members have this label; {@code null} for any. Without either, each
 * application with a policy is a member
 * @param makeRoom whether less important members are scaled in for more important ones
 */
public record Budget(String name, int maxInstances, @Nullable String stream, @Nullable String label, boolean makeRoom) {

	private static final int LARGEST = 1_000_000_000;

	public Budget {
		requireName("name of a budget", name);
		requireName("stream", stream);
		requireName("label", label);
		if (maxInstances < 1 || maxInstances > LARGEST) {
			throw new IllegalArgumentException(
					"maxInstances is %s; it must be from 1 to %s".formatted(maxInstances, LARGEST));
		}
		if (stream != null && label != null) {
			throw new IllegalArgumentException(
					"stream is '%s' and label is '%s'; a budget has one of them, or neither".formatted(stream, label));
		}
	}

	private static void requireName(String what, @Nullable String name) {
		if (name != null && !ApplicationId.isName(name)) {
			throw new IllegalArgumentException("The %s is '%s'; it must have 1 to 255 letters, digits and _ $ -"
				.formatted(what, Quoted.shortened(name)));
		}
	}

	/**
	 * Tells whether an application is a member.
	 * @param id the application
	 * @param membership what its policy says
	 * @return whether this budget holds for it
	 */
	public boolean covers(ApplicationId id, Membership membership) {
		return (this.stream == null || this.stream.equals(id.stream()))
				&& (this.label == null || this.label.equals(membership.label()));
	}

	/**
	 * Says who the members are, in words.
	 * @return such as "the stream orders"
	 */
	public String group() {
		if (this.stream != null) {
			return "the stream " + this.stream;
		}
		return (this.label != null) ? "the label " + this.label : "all policies";
	}

}
