package io.github.dataflowautoscaler.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.docs.Block;
import io.github.dataflowautoscaler.docs.Kind;
import io.github.dataflowautoscaler.docs.Pages;
import io.github.dataflowautoscaler.e2e.MonitoringTools.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands of the documentation are such that bash understands, and what they name of
 * the project is there, also where no test runs them.
 */
class DocumentedCommandsTests {

	private static final Path PROJECT = Pages.PROJECT;

	/** What the project does not bring. */
	private static final Set<String> PROGRAMS = Set.of("cat", "cd", "cosign", "cp", "curl", "echo", "gh", "git", "helm",
			"install", "java", "jq", "kubectl", "openssl", "pg_dump", "pg_restore", "read", "sha256sum", "touch", "tr",
			"umask");

	private static final Set<String> WORDS_OF_BASH = Set.of("for", "while", "do", "done");

	/** Those of the Data Flow Shell, and of Spring Boot itself. */
	private static final Set<String> OTHER_PROPERTIES = Set.of("dataflow.uri", "dataflow.autoscale.uri",
			"spring.shell.commandFile", "spring.config.additional-location");

	private static final Pattern TEXT = Pattern
		.compile("(?s)'[^']*'|<<'END'\\n.*?\\nEND\\n|\\\\\\n|\"(?=[^\"$]*\")[^\"]*\"|#[^\\n]*|\\w+=\\$(?=\\()");

	private static final Pattern COMMAND = Pattern.compile("(?:^|[|;(]|&&|\\bdo\\b|\\bwhile\\b)\\s*([^\\s|;()&]+)",
			Pattern.MULTILINE);

	private static final Pattern WRITTEN = Pattern.compile("> *(\\S+)|(?m)^cp .* (\\S+)$");

	private static final Pattern PROPERTY = Pattern.compile("--([a-z]+\\.[\\w.-]+)=");

	private static final Pattern OPTION = Pattern.compile("(?<= )(--[\\w-]+)");

	@ParameterizedTest
	@MethodSource("blocks")
	void bashUnderstandsThem(Block block) {
		Result result = MonitoringTools.run(List.of("bash", "-n", "-c", block.text()));
		assertThat(result.output()).as("%s", block).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void theProgramsAreThere(Block block) {
		String commands = TEXT.matcher(block.text()).replaceAll(" ");
		assertThat(find(COMMAND, commands)).as("%s: programs", block)
			.isNotEmpty()
			.allMatch((program) -> PROGRAMS.contains(program) || WORDS_OF_BASH.contains(program)
					|| Files.isExecutable(PROJECT.resolve(program)));
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void theFilesAreThere(Block block) {
		List<String> written = WRITTEN.matcher(block.text())
			.results()
			.map((file) -> (file.group(1) != null) ? file.group(1) : file.group(2))
			.toList();
		assertThat(Stream.of(block.text().split("[\\s=\"]+"))).as("%s: files of the project", block)
			.filteredOn(DocumentedCommandsTests::isOfTheProject)
			.filteredOn(Predicate.not(written::contains))
			.allMatch((file) -> Files.exists(PROJECT.resolve(file)) || isBuilt(file));
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void theOptionsAreThere(Block block) throws IOException {
		String reference = Files.readString(PROJECT.resolve("docs/configuration.md"));
		assertThat(find(PROPERTY, block.text())).as("%s: properties", block)
			.allMatch((property) -> reference.contains("`" + property + "`") || OTHER_PROPERTIES.contains(property));
		for (String line : block.text().lines().filter(DocumentedCommandsTests::isOfTheProject).toList()) {
			String program = sources(line.split(" ")[0]);
			assertThat(find(OPTION, line.replaceFirst("#.*", ""))).as("%s: options of %s", block, line)
				.allMatch(program::contains);
		}
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void theBuildHasThem(Block block) throws IOException {
		String poms = Files.readString(PROJECT.resolve("pom.xml"))
				+ Files.readString(PROJECT.resolve("alert-webhook/pom.xml"));
		for (String line : block.text().lines().filter((each) -> each.startsWith("./mvnw ")).toList()) {
			assertThat(find(Pattern.compile("(?<= )-pl (\\S+)"), line)).as("%s: modules", block)
				.flatMap((modules) -> List.of(modules.split(",")))
				.allMatch((module) -> poms.contains("<module>" + module + "</module>"));
			assertThat(find(Pattern.compile("(?<= )-P(\\S+)"), line)).as("%s: profiles", block)
				.allMatch((profile) -> poms.contains("<id>" + profile + "</id>"));
			assertThat(find(Pattern.compile("(?<= )-D([a-z]+)="), line)).as("%s: properties", block)
				.allMatch((property) -> property.equals("test") || poms.contains("<" + property + ">"));
			assertThat(find(Pattern.compile("(?<= )-Dit\\.test=\"?([\\w,]+)"), line)).as("%s: tests", block)
				.flatMap((tests) -> List.of(tests.split(",")))
				.allMatch((test) -> getClass().getResource(test + ".class") != null);
		}
	}

	@Test
	void thoseThatNeedNoServerAreRun(@TempDir Path directory) {
		DocumentedCommands commands = DocumentedCommands.of(getClass(), PROJECT)
			.replace("/etc/prometheus/", directory + "/");
		commands.follow("prometheus/generate-rules 'namespace=\"prod\"'");
		assertThat(commands.left()).isEmpty();
		assertThat(directory.resolve("autoscale-prod.rules.yml")).content().contains("namespace=\"prod\"");
		assertThat(directory.resolve("autoscale-test.rules.yml")).content().contains("namespace=\"test\"");
	}

	static List<Block> blocks() {
		return Block.of(Kind.COMMANDS);
	}

	private static List<String> find(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((result) -> result.group(1)).toList();
	}

	/** A path that begins with one of its directories. */
	private static boolean isOfTheProject(String path) {
		return path.matches("[a-z][a-z0-9-]*/.*") && Files.isDirectory(PROJECT.resolve(path.split("/")[0]));
	}

	/** The build may not be there yet, or have another version. */
	private static boolean isBuilt(String file) {
		return file.matches("([a-z-]+)/target/(dataflow-autoscaler-)?\\1-[\\w.-]+")
				&& file.endsWith("-1.0.0-SNAPSHOT.jar");
	}

	/** A script, and the program that it starts. */
	private static String sources(String script) throws IOException {
		StringBuilder sources = new StringBuilder(Files.readString(PROJECT.resolve(script)));
		Path java = PROJECT.resolve(script).resolveSibling("src/main/java");
		if (Files.exists(java)) {
			try (Stream<Path> files = Files.walk(java)) {
				for (Path file : files.filter(Files::isRegularFile).toList()) {
					sources.append(Files.readString(file));
				}
			}
		}
		return sources.toString();
	}

}
