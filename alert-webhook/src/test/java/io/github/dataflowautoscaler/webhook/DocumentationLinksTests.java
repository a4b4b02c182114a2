package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every link inside the documentation leads somewhere, to a file that is there and to a
 * heading that it has, and every page can be found from the index.
 */
class DocumentationLinksTests {

	private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

	private static final Path INDEX = PROJECT.resolve("docs/README.md");

	/** The target of a link or of a picture, but no address of a server. */
	private static final Pattern LINK = Pattern.compile("]\\((?!\\w+:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

	private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```$");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

	static List<Path> pages() throws IOException {
		List<Path> pages = new ArrayList<>();
		for (Path directory : List.of(PROJECT, PROJECT.resolve("docs"), PROJECT.resolve("docs/decisions"))) {
			try (Stream<Path> files = Files.list(directory)) {
				files.filter((file) -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
			}
		}
		return pages;
	}

	@ParameterizedTest
	@MethodSource("pages")
	void theLinksOfAPageLeadSomewhere(Path page) throws IOException {
		for (MatchResult link : LINK.matcher(prose(page)).results().toList()) {
			Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
			assertThat(target).as("the target of %s", link.group()).exists();
			if (link.group(2) != null) {
				assertThat(anchors(target)).as("the headings for %s", link.group()).contains(link.group(2));
			}
		}
	}

	@Test
	void theIndexHasEveryPageOfTheDocumentation() throws IOException {
		List<Path> listed = LINK.matcher(prose(INDEX))
			.results()
			.map((link) -> INDEX.resolveSibling(link.group(1)).normalize())
			.toList();
		assertThat(listed).containsAll(
				pages().stream().filter((page) -> page.startsWith(INDEX.getParent()) && !page.equals(INDEX)).toList());
	}

	/** As GitHub makes them: lower case, hyphens for blanks, without punctuation. */
	private static List<String> anchors(Path page) throws IOException {
		return HEADING.matcher(prose(page))
			.results()
			.map((heading) -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
			.toList();
	}

	private static String prose(Path page) throws IOException {
		return CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
	}

}
