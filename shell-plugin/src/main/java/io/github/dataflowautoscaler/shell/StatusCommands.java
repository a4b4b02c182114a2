package io.github.dataflowautoscaler.shell;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.springframework.shell.MethodTargetRegistrar;
import org.springframework.shell.command.CommandCatalog;

/**
 * Commands that show how applications are doing.
 */
class StatusCommands implements MethodTargetRegistrar {

	private final Commands commands;

	private final WebHook webHook;

	private final PolicyDirectory policies;

	private final Display display;

	StatusCommands(Commands commands, WebHook webHook, PolicyDirectory policies, Display display) {
		this.commands = commands;
		this.webHook = webHook;
		this.policies = policies;
		this.display = display;
	}

	@Override
	public void register(CommandCatalog catalog) {
		catalog.register(Display
			.watchable(this.commands.viewing("autoscale list", "List the applications that are scaled automatically")
				.anyStream())
			.does(this::list),
				Display
					.watchable(this.commands
						.viewing("autoscale show",
								"Show how a stream's applications are scaled, and how they are doing")
						.stream()
						.anyApplication())
					.does(this::show));
	}

	private Object list(Arguments arguments) {
		String stream = arguments.find(Command.NAME);
		return this.display.show(arguments, () -> this.webHook.get(new Query("/api/streams").with("stream", stream)),
				(statuses) -> listed(statuses, arguments));
	}

	private Report listed(JsonNode statuses, Arguments arguments) {
		String stream = arguments.find(Command.NAME);
		Report report = statuses.isEmpty() ? new Report().line(StatusList.empty(stream)) : StatusList.of(statuses);
		absences().forEach((absence) -> report.line(absence));
		return report;
	}

	/** Servers that do not answer explain what is unknown. */
	private List<String> absences() {
		return Documents.list(this.webHook.get("/api/absences"), Words::absence);
	}

	private Object show(Arguments arguments) {
		String stream = arguments.stream();
		return this.display.show(arguments, () -> {
			String application = arguments.find(Command.APPLICATION);
			List<String> applications = (application != null) ? Arrays.asList(application)
					: this.policies.applications(stream);
			ArrayNode statuses = JsonNodeFactory.instance.arrayNode();
			return statuses
				.addAll(applications.stream().map((each) -> status(stream, each)).collect(Collectors.toList()));
		}, this::shown);
	}

	private Report shown(JsonNode statuses) {
		Report report = new Report();
		statuses.forEach((status) -> report.card(StatusCard.of(status)));
		absences().forEach(report::line);
		return report;
	}

	private JsonNode status(String stream, String application) {
		JsonNode policy = this.webHook.get("/api/policies/{stream}/{application}", stream, application);
		ObjectNode status = this.webHook.get("/api/streams/{stream}/{application}", stream, application).deepCopy();
		return status.set("policy", policy);
	}

}
