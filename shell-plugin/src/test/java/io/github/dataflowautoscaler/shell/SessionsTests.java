package io.github.dataflowautoscaler.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataflowautoscaler.docs.Block;
import io.github.dataflowautoscaler.docs.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.cloud.dataflow.core.dsl.StreamParser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The sessions of the documentation, typed again: the commands show, to the letter, what
 * the pages say that they show. What the webhook answers is in
 * {@code documented-sessions.json}, by command, for each time that the pages show one
 * anew.
 */
class SessionsTests {

	/** As wide as the terminals of the pages. */
	private static final int NARROW = 80;

	private static final int WIDE = 120;

	private static final String ADDRESS = "http://localhost:8085";

	private static final String FILE = "policies.yml";

	private static final String POLICY = """
			{"streamName": "scaletest", "applicationName": "transform", "origin": "api", "minInstances": 1,
			 "maxInstances": 4, "strategy": "rate"}""";

	private static final Pattern PLACEHOLDER = Pattern.compile("<[^>]+>");

	/** What is typed in answer to a question is not shown, or is the last word. */
	private static final Pattern PASSWORD = Pattern.compile("(?m)^Password: \\*+\\n");

	private static final Pattern YES = Pattern.compile("(?m)^.*\\? \\[y, n]: y\\n");

	private static final Pattern NO = Pattern.compile("\\? \\[y, n]: n\\nNothing was changed$");

	private static final Pattern STREAM_COMMAND = Pattern.compile("stream (create|deploy|update) --name (\\w+)"
			+ "(?: --(?:definition|properties) \"((?:[^\"\\\\]|\\\\.)*)\")(?: --deploy)?");

	private static final Pattern STREAM_PROPERTY = Pattern.compile("(app|deployer)\\.(\\*|\\w+)\\.[\\w.-]+=\\S+");

	private static final HttpStandIn dataFlow = HttpStandIn.dataFlow();

	private static final HttpStandIn webHook = new HttpStandIn();

	private static final TimeZone zone = TimeZone.getDefault();

	private static final Map<String, List<JsonNode>> answers = new HashMap<>();

	private static RunningShell shell;

	@TempDir
	private static Path directory;

	@BeforeAll
	static void start() throws IOException {
		TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
		shell = new RunningShell("dataflow.uri=" + dataFlow.uri(), "dataflow.autoscale.uri=" + webHook.uri());
		try (InputStream resource = SessionsTests.class.getResourceAsStream("/documented-sessions.json")) {
			new ObjectMapper().readTree(resource)
				.forEach(
						(each) -> answers.computeIfAbsent(each.path("command").asText(), (command) -> new ArrayList<>())
							.add(each.path("answers")));
		}
	}

	@AfterAll
	static void stop() {
		TimeZone.setDefault(zone);
		shell.close();
		webHook.close();
		dataFlow.close();
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void isAsItIsShown(Block block) {
		for (SessionStep step : SessionStep.of(block)) {
			if (step.command().startsWith("autoscale ")) {
				typed(step);
			}
			else {
				understood(step);
			}
		}
	}

	@Test
	void everyAnswerBelongsToACommand() {
		assertThat(blocks()).flatMap(SessionStep::of).extracting(SessionStep::command).containsAll(answers.keySet());
	}

	static List<Block> blocks() {
		return Block.of(Kind.SESSION);
	}

	private static void typed(SessionStep step) {
		prepare(answers.getOrDefault(step.command(), List.of()));
		String shown = step.shown().stripTrailing();
		String command = PLACEHOLDER.matcher(step.command()).replaceAll("x");
		if (PASSWORD.matcher(shown).find()) {
			command += " --password secret";
			shown = PASSWORD.matcher(shown).replaceFirst("");
		}
		if (YES.matcher(shown).find()) {
			command += " --force";
			shown = YES.matcher(shown).replaceFirst("");
		}
		int width = shown.lines().allMatch((line) -> line.length() <= NARROW) ? NARROW : WIDE;
		String printed = run(command, width, NO.matcher(shown).find());
		if (shown.isEmpty()) {
			assertThat(printed).as("%s: %s", step, step.command()).doesNotStartWith("error: ");
			return;
		}
		assertThat(compared(printed.replaceFirst("^error: ", "").stripTrailing())).as("%s: %s", step, step.command())
			.isEqualTo(compared(
					NO.matcher(shown).replaceFirst("? There is no terminal to ask at; use --force to confirm")));
	}

	/** At a prompt, unless somebody would be asked. */
	private static String run(String command, int width, boolean asks) {
		try {
			return (asks ? shell.nonInteractive() : shell)
				.run(command.replace(ADDRESS, webHook.uri()).replace(FILE, directory.resolve(FILE).toString()), width);
		}
		finally {
			shell.interactive();
		}
	}

	/** Where the webhook and the file are makes a table wider. */
	private static String compared(String text) {
		return (text.contains(ADDRESS) || text.contains(webHook.uri()))
				? text.replace(webHook.uri(), ADDRESS).replaceAll("═+", "═").replaceAll("─+", "─").replaceAll(" +", " ")
				: text.replace(directory.resolve(FILE).toString(), FILE);
	}

	/** What is not told of a command is as with one policy, and nothing wrong with it. */
	private static void prepare(List<JsonNode> times) {
		webHook.json("GET /api/policies", "[" + POLICY + "]")
			.json("PATCH /api/policies/scaletest/transform", POLICY)
			.answer("DELETE /api/policies/scaletest/transform", 204, "application/json", "")
			.json("GET /api/doctor", "{\"findings\": []}")
			.json("GET /api/absences", "[]");
		if (!times.isEmpty()) {
			JsonNode time = (times.size() > 1) ? times.remove(0) : times.get(0);
			time.fields().forEachRemaining((answer) -> {
				if (answer.getValue().has("detail")) {
					webHook.problem(answer.getKey(), answer.getValue().path("status").asInt(),
							answer.getValue().path("detail").asText());
				}
				else {
					webHook.json(answer.getKey(), answer.getValue().toString());
				}
			});
		}
	}

	/** By Data Flow's parser; its shell's commands are not published. */
	private static void understood(SessionStep step) {
		Matcher command = STREAM_COMMAND.matcher(step.command());
		assertThat(command.matches()).as("%s: %s", step, step.command()).isTrue();
		String text = command.group(3).replace("\\\"", "\"");
		if (command.group(1).equals("create")) {
			assertThatNoException().as("%s: %s", step, text)
				.isThrownBy(() -> new StreamParser(command.group(2), text).parse());
		}
		else {
			assertThat(text.split(",(?=app\\.|deployer\\.)")).as("%s", step)
				.allMatch(STREAM_PROPERTY.asMatchPredicate());
		}
	}

}
