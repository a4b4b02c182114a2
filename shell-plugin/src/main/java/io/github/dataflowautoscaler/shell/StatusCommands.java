package io.github.dataflowautoscaler.shell;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import org.springframework.shell.Availability;
import org.springframework.shell.standard.ShellCommandGroup;
import org.springframework.shell.standard.ShellComponent;
import org.springframework.shell.standard.ShellMethod;
import org.springframework.shell.standard.ShellMethodAvailability;
import org.springframework.shell.standard.ShellOption;

/**
 * Commands that show what the autoscaler sees, wants and did.
 */
@ShellComponent
@ShellCommandGroup("Autoscale")
class StatusCommands {

	private final WebHook webHook;

	private final Permissions permissions;

	StatusCommands(WebHook webHook, Permissions permissions) {
		this.webHook = webHook;
		this.permissions = permissions;
	}

	Availability availableWithViewRole() {
		return this.permissions.toView();
	}

	@ShellMethod(key = "autoscale list", value = "List the applications that are scaled automatically")
	@ShellMethodAvailability("availableWithViewRole")
	Report list(@ShellOption(value = "--output", help = "table or json", defaultValue = Choices.Outputs.TABLE,
			valueProvider = Choices.Outputs.class) String output) {
		this.permissions.requireView();
		boolean json = Choices.Outputs.isJson(output);
		JsonNode applications = this.webHook.get("/api/streams");
		return json ? Report.json(applications) : new Report().table(
				Arrays.asList("Stream Name", "Application", "Running", "Bounds", "Strategy", "State", "Last Decision"),
				rows(applications, StatusCommands::listed));
	}

	private static List<Object> listed(JsonNode application) {
		JsonNode latest = application.path("latestDecision");
		return Report.row(application.path("streamName").asText(), application.path("applicationName").asText(),
				Words.measured(application.path("runningInstances"), ""), Words.bounds(application),
				application.path("strategy").asText(), Words.state(application),
				latest.isObject() ? Words.decision(latest) : "none");
	}

	@ShellMethod(key = "autoscale show", value = "Show how a stream's applications are scaled, and how they are doing")
	@ShellMethodAvailability("availableWithViewRole")
	Report show(
			@ShellOption(value = { "", "--name" }, help = "the name of the stream",
					valueProvider = StreamNames.class) String name,
			@ShellOption(value = "--applicationName",
					help = "the name/label of the application; all that have a policy if there is none",
					defaultValue = ShellOption.NULL,
					valueProvider = ApplicationNames.class) @Nullable String applicationName,
			@ShellOption(value = "--output", help = "table or json", defaultValue = Choices.Outputs.TABLE,
					valueProvider = Choices.Outputs.class) String output) {
		this.permissions.requireView();
		boolean json = Choices.Outputs.isJson(output);
		List<String> applications = (applicationName != null) ? Arrays.asList(applicationName)
				: this.webHook.applications(name);
		List<JsonNode> statuses = applications.stream()
			.map((application) -> status(name, application))
			.collect(Collectors.toList());
		if (json) {
			return Report.json(JsonNodeFactory.instance.arrayNode().addAll(statuses));
		}
		Report report = new Report();
		statuses.forEach((status) -> report.card(StatusCard.of(status)));
		return report;
	}

	private JsonNode status(String stream, String application) {
		JsonNode policy = this.webHook.get("/api/policies/{stream}/{application}", stream, application);
		ObjectNode status = this.webHook.get("/api/streams/{stream}/{application}", stream, application).deepCopy();
		return status.set("policy", policy);
	}

	@ShellMethod(key = "autoscale history", value = "Show what was decided and done, the newest first")
	@ShellMethodAvailability("availableWithViewRole")
	Report history(
			@ShellOption(value = { "", "--name" }, help = "the name of the stream; all streams if there is none",
					defaultValue = ShellOption.NULL, valueProvider = StreamNames.class) @Nullable String name,
			@ShellOption(value = "--applicationName", help = "the name/label of the application",
					defaultValue = ShellOption.NULL,
					valueProvider = ApplicationNames.class) @Nullable String applicationName,
			@ShellOption(value = "--limit", help = "most entries, 1 to 1000", defaultValue = "20") String limit,
			@ShellOption(value = "--output", help = "table or json", defaultValue = Choices.Outputs.TABLE,
					valueProvider = Choices.Outputs.class) String output) {
		this.permissions.requireView();
		boolean json = Choices.Outputs.isJson(output);
		JsonNode history = this.webHook.get(new Query("/api/history").with("stream", name)
			.with("application", applicationName)
			.with("limit", limit));
		return json ? Report.json(history)
				: new Report().table(
						Arrays.asList("Time", "Stream Name", "Application", "Status", "Instances", "Reason"),
						rows(history, StatusCommands::decided));
	}

	private static List<Object> decided(JsonNode decision) {
		return Report.row(Words.time(decision.path("decidedAt")), decision.path("streamName").asText(),
				decision.path("applicationName").asText(), Words.outcomes(decision), Words.change(decision),
				decision.path("explanation").asText());
	}

	@ShellMethod(key = "autoscale explain",
			value = "Explain, term by term, what would be decided about an application now, without acting")
	@ShellMethodAvailability("availableWithViewRole")
	Report explain(
			@ShellOption(value = { "", "--name" }, help = "the name of the stream",
					valueProvider = StreamNames.class) String name,
			@ShellOption(value = "--applicationName", help = "the name/label of the application",
					valueProvider = ApplicationNames.class) String applicationName,
			@ShellOption(value = "--output", help = "table or json", defaultValue = Choices.Outputs.TABLE,
					valueProvider = Choices.Outputs.class) String output) {
		this.permissions.requireView();
		boolean json = Choices.Outputs.isJson(output);
		JsonNode explained = this.webHook.get("/api/streams/{stream}/{application}/explain", name, applicationName);
		if (json) {
			return Report.json(explained);
		}
		Report report = new Report().table(Arrays.asList("If This Alert Fires Now", "Instances", "Required", "Reason"),
				Arrays.asList(decision("scale-out", explained.path("out")),
						decision("scale-in", explained.path("in"))));
		if (!explained.path("terms").isEmpty()) {
			report.table(Arrays.asList("Term", "Value", "Note"), rows(explained.path("terms"), StatusCommands::term));
		}
		if (!explained.path("limits").isEmpty()) {
			report.table(Arrays.asList("Limit", "Instances"), rows(explained.path("limits"), StatusCommands::limit));
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

	private static List<List<Object>> rows(JsonNode documents, Function<JsonNode, List<Object>> row) {
		return StreamSupport.stream(documents.spliterator(), false).map(row).collect(Collectors.toList());
	}

}
