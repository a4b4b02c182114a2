package io.github.dataflowautoscaler.demo.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A copy of one of the project's own configuration files in which some texts are others.
 */
final class ConfigurationCopy {

	private ConfigurationCopy() {
	}

	/**
	 * Copies a file, and fails if it does not hold every text that is to be replaced:
	 * then the file has changed, and the copy would not be what its reader believes.
	 * @param source the project's file
	 * @param target the copy
	 * @param replacements by what to replace which text
	 */
	static void write(Path source, Path target, Map<String, String> replacements) {
		try {
			String text = Files.readString(source);
			for (Map.Entry<String, String> replacement : replacements.entrySet()) {
				if (!text.contains(replacement.getKey())) {
					throw new IllegalStateException("'%s' was to be replaced by '%s' in %s, which does not hold it"
						.formatted(replacement.getKey(), replacement.getValue(), source));
				}
				text = text.replace(replacement.getKey(), replacement.getValue());
			}
			Files.writeString(target, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
