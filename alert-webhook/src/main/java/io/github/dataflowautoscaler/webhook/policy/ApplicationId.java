package io.github.dataflowautoscaler.webhook.policy;

import java.util.regex.Pattern;

/**
 * Addresses an application of a stream, by names that survive every redeployment.
 *
 * @param stream the stream's name
 * @param application the application's label in the stream definition, or its registered
 * name where it has no label
 */
public record ApplicationId(String stream, String application) implements Comparable<ApplicationId> {

	/** What Data Flow accepts as a name; nothing that a URI or a log would interpret. */
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_$-]{1,255}");

	public ApplicationId {
		requireName("stream name", stream);
		requireName("application name", application);
	}

	private static void requireName(String what, String name) {
		if (!isName(name)) {
			throw new IllegalArgumentException(
					"The %s '%s' is not one that Data Flow could have given".formatted(what, Quoted.shortened(name)));
		}
	}

	/**
	 * Tells whether a stream or an application can have this name at all.
	 * @param name the name, as somebody sent it
	 * @return {@code true} for 1 to 255 letters, digits and {@code _ $ -}
	 */
	public static boolean isName(String name) {
		return NAME.matcher(name).matches();
	}

	@Override
	public int compareTo(ApplicationId other) {
		int byStream = this.stream.compareTo(other.stream);
		return (byStream != 0) ? byStream : this.application.compareTo(other.application);
	}

	@Override
	public String toString() {
		return this.stream + "/" + this.application;
	}

}
