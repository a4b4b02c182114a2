package io.github.dataflowautoscaler.shell;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.springframework.shell.MethodTargetRegistrar;
import org.springframework.shell.command.CommandCatalog;

/**
 * Commands that show what a policy would have done on the measured past.
 */
class SimulationCommands implements MethodTargetRegistrar {

	private static final String SINCE = "since";

	private static final List<String> HEADERS = Arrays.asList("With", "Instance-Hours", "Actions", "Minutes Late",
			"Longest Wait");

	private final Commands commands;

	private final WebHook webHook;

	private final Display display;

	SimulationCommands(Commands commands, WebHook webHook, Display display) {
		this.commands = commands;
		this.webHook = webHook;
		this.display = display;
	}

	@Override
	public void register(CommandCatalog catalog) {
		Command simulate = looking("autoscale simulate",
				"Show what a policy would have done on the measured past; what is not named is as in the present policy");
		for (Setting setting : Setting.values()) {
			setting.addTo(simulate);
		}
		catalog.register(simulate.does(this::simulate),
				looking("autoscale suggest", "Suggest a policy by the measured past, and show what it would have done")
					.does(this::suggest));
	}

	private Command looking(String key, String description) {
		return Display.options(this.commands.viewing(key, description)
			.stream()
			.application()
			.defaulted(SINCE, "7d", "how far to look back, such as 12h or 7d: 1h to 31d"));
	}

	private Object simulate(Arguments arguments) {
		Query query = query("/api/policies/{stream}/{application}/simulation", arguments);
		for (Setting setting : Setting.values()) {
			String value = arguments.find(setting.key());
			if (value != null) {
				query.with(setting.key(), value.equals(Setting.DEFAULT) ? "" : setting.read(value).asText());
			}
		}
		return this.display.show(arguments, () -> this.webHook.get(query), SimulationCommands::simulated);
	}

	private Object suggest(Arguments arguments) {
		Query query = query("/api/policies/{stream}/{application}/suggestion", arguments);
		return this.display.show(arguments, () -> this.webHook.get(query), SimulationCommands::suggested);
	}

	private static Query query(String path, Arguments arguments) {
		return new Query(path, arguments.stream(), arguments.application()).with(SINCE, since(arguments));
	}

	private static String since(Arguments arguments) {
		String since = arguments.orDefault(SINCE);
		try {
			return Times.parse(since).toString();
		}
		catch (DateTimeException | ArithmeticException ex) {
			throw new CommandFailure("since is '" + since + "'; it must be a time such as 12h, 7d or 1d12h");
		}
	}

	private static Report simulated(JsonNode simulation) {
		Report report = new Report().line("This policy: " + Words.policy(simulation.path("settings")))
			.line("From " + Words.time(simulation.path("begin")) + " to " + Words.time(simulation.path("end"))
					+ "; an instance does " + Words.measured(simulation.path("capacityPerInstance"), "messages/s")
					+ " and starts in " + Times.shorten(simulation.path("startTime").asText()));
		if (simulation.hasNonNull("leftOut")) {
			report.line(simulation.path("leftOut").asText());
		}
		return report.table(HEADERS, rows(simulation));
	}

	private static List<List<Object>> rows(JsonNode simulation) {
		List<List<Object>> rows = new ArrayList<>();
		rows.add(row("this policy", simulation.path("proposed")));
		if (simulation.hasNonNull("present")) {
			rows.add(row("the present policy", simulation.path("present")));
		}
		rows.add(row("always " + simulation.path("fixedInstances").asText(), simulation.path("fixed")));
		rows.add(Report.row("what was measured", hours(simulation.path("measured")), "", "", ""));
		return rows;
	}

	private static List<Object> row(String name, JsonNode outcome) {
		return Report.row(name, hours(outcome), outcome.path("actions").asText(),
				Words.measured(outcome.path("minutesLate"), ""),
				Words.measured(
						JsonNodeFactory.instance.numberNode(Math.round(outcome.path("longestWaitSeconds").asDouble())),
						"s"));
	}

	private static String hours(JsonNode outcome) {
		return Words.measured(outcome.path("instanceHours"), "");
	}

	private static Report suggested(JsonNode suggestion) {
		JsonNode simulation = suggestion.path("simulation");
		Report report = simulated(simulation);
		suggestion.path("reasons").forEach((reason) -> report.line(reason.asText()));
		JsonNode settings = simulation.path("settings");
		StringBuilder command = new StringBuilder("autoscale set ").append(simulation.path("streamName").asText())
			.append(" --applicationName ")
			.append(simulation.path("applicationName").asText());
		for (Setting setting : Arrays.asList(Setting.MIN_INSTANCES, Setting.MAX_INSTANCES, Setting.STRATEGY,
				Setting.TARGET_UTILIZATION)) {
			command.append(" --").append(setting.key()).append(' ').append(settings.path(setting.key()).asText());
		}
		return report.line("").line("To set it: " + command);
	}

}
