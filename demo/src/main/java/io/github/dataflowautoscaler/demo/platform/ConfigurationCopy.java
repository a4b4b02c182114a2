package io.github.dataflowautoscaler.demo.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A copy of one of the project's own configuration files in which some texts are others.
 */
public final class ConfigurationCopy {

	private ConfigurationCopy() {
	}

	/**
	 * Copies a file, and fails if it does not hold every text that is to be replaced:
	 * then the file has changed, and the copy would not be what its reader believes.
	 * @param source the project's file
	 * @param target the copy, which may take the file's place
	 * @param replacements by what to replace which text
	 * @throws UncheckedIOException if the file can't be read or the copy be written
	 */
	public static void write(Path source, Path target, Map<String, String> replacements) {
		try {
			String text = Files.readString(source);
			replacements.forEach((replaced, by) -> {
				if (!text.contains(replaced)) {
					throw new IllegalStateException("'%s' was to be replaced by '%s' in %s, which does not hold it"
						.formatted(replaced, by, source));
				}
			});
			Files.writeString(target, replace(text, replacements));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** In one pass: what replaces one text may be another one that is to be replaced. */
	private static String replace(String text, Map<String, String> replacements) {
		String any = replacements.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
		return Pattern.compile(any)
			.matcher(text)
			.replaceAll((match) -> Matcher.quoteReplacement(replacements.getOrDefault(match.group(), "")));
	}

}
