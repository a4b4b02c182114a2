package io.github.dataflowautoscaler.shell;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import org.springframework.shell.MethodTargetRegistrar;
import org.springframework.shell.command.CommandCatalog;

/**
 * The command that explains what would be decided now.
 */
class ExplainCommand implements MethodTargetRegistrar {

	private final Commands commands;

	private final WebHook webHook;

	private final Display display;

	ExplainCommand(Commands commands, WebHook webHook, Display display) {
		this.commands = commands;
		this.webHook = webHook;
		this.display = display;
	}

	@Override
	public void register(CommandCatalog catalog) {
		catalog.register(
				Display
					.options(this.commands
						.viewing("autoscale explain",
								"Explain, term by term, what would be decided about an application now, without acting")
						.stream()
						.application())
					.does(this::explain));
	}

	private Object explain(Arguments arguments) {
		String stream = arguments.stream();
		String application = arguments.application();
		return this.display.show(arguments,
				() -> this.webHook.get("/api/streams/{stream}/{application}/explain", stream, application),
				ExplainCommand::explained);
	}

	private static Report explained(JsonNode explained) {
		Report report = new Report().table(Arrays.asList("If This Alert Fires Now", "Instances", "Required", "Reason"),
				Arrays.asList(decision("scale-out", explained.path("out")),
						decision("scale-in", explained.path("in"))));
		if (!explained.path("terms").isEmpty()) {
			report.table(Arrays.asList("Term", "Value", "Note"),
					Documents.list(explained.path("terms"), ExplainCommand::term));
		}
		if (!explained.path("limits").isEmpty()) {
			report.table(Arrays.asList("Limit", "Instances"),
					Documents.list(explained.path("limits"), ExplainCommand::limit));
		}
		return report;
	}

	private static List<Object> decision(String alert, JsonNode decision) {
		return Report.row(alert, Words.change(decision.path("from"), decision.path("to")),
				decision.path("required").asText(), decision.path("explanation").asText());
	}

	private static List<Object> term(JsonNode term) {
		return Report.row(term.path("name").asText(), Words.measured(term.path("value"), term.path("unit").asText()),
				term.path("note").asText());
	}

	private static List<Object> limit(JsonNode limit) {
		return Report.row(limit.path("name").asText(), Words.change(limit.path("from"), limit.path("to")));
	}

}
