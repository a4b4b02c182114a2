package io.github.dataflowautoscaler.webhook.policy;

/**
 * Identifies an application of a stream, by names that stay the same at every deployment.
 *
 * @param stream the stream's name
 * @param application the application's label in the stream definition, or its registered
 * name where it has no label
 */
public record ApplicationId(String stream, String application) implements Comparable<ApplicationId> {

	private static final int LONGEST = 255;

	public ApplicationId {
		requireName("stream name", stream);
		requireName("application name", application);
	}

	private static void requireName(String what, String name) {
		if (!isName(name)) {
			throw new IllegalArgumentException(
					"The %s '%s' is not valid in Data Flow".formatted(what, Quoted.shortened(name)));
		}
	}

	/**
	 * Tells whether a stream or an application can have this name at all.
	 * @param name the name, as somebody sent it
	 * @return {@code true} for 1 to 255 letters, digits and {@code _ $ -}
	 */
	public static boolean isName(String name) {
		// No regular expression: each reading of Prometheus asks for some ten thousand
		// names.
		for (int index = 0; index < name.length(); index++) {
			if (!isNameCharacter(name.charAt(index))) {
				return false;
			}
		}
		return !name.isEmpty() && name.length() <= LONGEST;
	}

	/** What Data Flow accepts; nothing that a URI or a log would interpret. */
	private static boolean isNameCharacter(char character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || "_$-".indexOf(character) >= 0;
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
