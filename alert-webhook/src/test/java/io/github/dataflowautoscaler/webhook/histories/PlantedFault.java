package io.github.dataflowautoscaler.webhook.histories;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * A fault of one line in a class of the webhook.
 *
 * @param name what is wrong
 * @param file the class's file, below the webhook's package
 * @param text the text that is replaced
 * @param replacement what is there instead
 * @param seed a seed whose history breaks a promise because of it
 */
record PlantedFault(String name, String file, String text, String replacement, long seed) {

	private static final String LIST = "/histories/planted-faults.txt";

	private static final Path SOURCES = Path.of("src/main/java/io/github/dataflowautoscaler/webhook");

	/**
	 * Reads the list.
	 * @return all faults
	 */
	static List<PlantedFault> all() throws IOException {
		try (var in = PlantedFault.class.getResourceAsStream(LIST)) {
			String list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			return Arrays.stream(list.split("\n\n+"))
				.filter(Predicate.not((block) -> block.startsWith("#")))
				.map((block) -> block.strip().split("\n"))
				.map((lines) -> new PlantedFault(lines[0], lines[1], lines[2], lines[3], Long.parseLong(lines[4])))
				.toList();
		}
	}

	/**
	 * Plants the fault.
	 * @return the source of the class with it
	 * @throws IllegalStateException if the text does not occur exactly once
	 */
	String source() throws IOException {
		String source = Files.readString(SOURCES.resolve(this.file));
		int first = source.indexOf(this.text);
		if (first < 0 || source.indexOf(this.text, first + 1) >= 0) {
			throw new IllegalStateException("'%s' has to occur once in %s".formatted(this.text, this.file));
		}
		return source.replace(this.text, this.replacement);
	}

	/** As a test is named. */
	@Override
	public String toString() {
		return this.name;
	}

}
