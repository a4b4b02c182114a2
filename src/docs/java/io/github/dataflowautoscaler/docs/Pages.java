package io.github.dataflowautoscaler.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All pages: those beside the README, and those in {@code docs}.
 */
public final class Pages {

	/** The project's directory, wherever in it the tests were started. */
	public static final Path PROJECT = project();

	private static final Pattern FENCE = Pattern.compile("( *)(```|~~~)(.*)");

	private static final Pattern MARK = Pattern.compile(" *<!-- (.*) -->");

	private Pages() {
	}

	/**
	 * Reads the pages.
	 * @return all fenced blocks, in the order of the pages
	 */
	public static List<Block> blocks() {
		List<Block> blocks = new ArrayList<>();
		for (Path page : pages()) {
			blocks.addAll(blocks(PROJECT.relativize(page).toString(), lines(page)));
		}
		return blocks;
	}

	private static List<Block> blocks(String page, List<String> lines) {
		List<Block> blocks = new ArrayList<>();
		for (int opening = 0; opening < lines.size(); opening++) {
			Matcher fence = FENCE.matcher(lines.get(opening));
			if (fence.matches()) {
				int closing = opening + 1;
				while (!lines.get(closing).strip().equals(fence.group(2))) {
					closing++;
				}
				blocks.add(new Block(page, opening + 1, fence.group(3).strip(), mark(lines, opening),
						text(lines.subList(opening + 1, closing), fence.group(1))));
				opening = closing;
			}
		}
		return blocks;
	}

	private static String mark(List<String> lines, int opening) {
		Matcher mark = MARK.matcher((opening > 0) ? lines.get(opening - 1) : "");
		return mark.matches() ? mark.group(1) : "";
	}

	private static String text(List<String> lines, String indentation) {
		return lines.stream()
			.map((line) -> line.startsWith(indentation) ? line.substring(indentation.length()) : line)
			.collect(Collectors.joining("\n", "", "\n"));
	}

	private static List<Path> pages() {
		List<Path> pages = new ArrayList<>();
		for (Path directory : List.of(PROJECT, PROJECT.resolve("docs"), PROJECT.resolve("docs/decisions"))) {
			try (Stream<Path> files = Files.list(directory)) {
				files.filter((file) -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return pages;
	}

	private static List<String> lines(Path page) {
		try {
			return Files.readAllLines(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path project() {
		Path directory = Path.of("").toAbsolutePath();
		while (!Files.exists(directory.resolve("docs/README.md"))) {
			directory = directory.getParent();
		}
		return directory;
	}

}
