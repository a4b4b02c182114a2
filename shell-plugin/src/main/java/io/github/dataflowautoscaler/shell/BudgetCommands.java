package io.github.dataflowautoscaler.shell;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import org.springframework.shell.MethodTargetRegistrar;
import org.springframework.shell.command.CommandCatalog;

/**
 * Commands for budgets: the most instances of several applications together.
 */
class BudgetCommands implements MethodTargetRegistrar {

	private static final String MAX_INSTANCES = "maxInstances";

	private static final String STREAM = "stream";

	private static final String LABEL = "label";

	private static final String MAKE_ROOM = "makeRoom";

	private static final List<String> SETTINGS = Arrays.asList(MAX_INSTANCES, STREAM, LABEL, MAKE_ROOM);

	private final Commands commands;

	private final WebHook webHook;

	private final Display display;

	BudgetCommands(Commands commands, WebHook webHook, Display display) {
		this.commands = commands;
		this.webHook = webHook;
		this.display = display;
	}

	@Override
	public void register(CommandCatalog catalog) {
		catalog.register(
				named(this.commands.modifying("autoscale budget set",
						"Set the most instances of several applications together; what is not named stays as it is"))
					.option(MAX_INSTANCES, "what all of them may take together: 1 to 1000000000; required at first")
					.option(STREAM, "the stream whose applications belong to it; default: any")
					.option(LABEL, "the label of the policies that belong to it; default: any")
					.flag(MAKE_ROOM, "scale less important ones in for more important ones; default: false", "true",
							"false", Setting.DEFAULT)
					.does(this::set),
				named(this.commands.modifying("autoscale budget unset", "Remove a budget")).does(this::unset),
				Display.watchable(this.commands.viewing("autoscale budget list", "List the budgets")).does(this::list),
				Display.watchable(named(this.commands.viewing("autoscale budget show", "Show who uses a budget")))
					.does(this::show));
	}

	private static Command named(Command command) {
		return command.option((
				option) -> option.longNames(Command.NAME).description("the name of the budget").position(0).required());
	}

	private Object set(Arguments arguments) {
		String name = arguments.required(Command.NAME);
		ObjectNode settings = JsonNodeFactory.instance.objectNode();
		put(settings, Setting.MAX_INSTANCES, arguments.find(MAX_INSTANCES));
		put(settings, Setting.LABEL, arguments.find(LABEL));
		putText(settings, arguments.find(STREAM));
		String makeRoom = arguments.find(MAKE_ROOM);
		if (makeRoom != null) {
			settings.set(MAKE_ROOM, makeRoom.equals(Setting.DEFAULT) ? JsonNodeFactory.instance.nullNode()
					: Setting.DRY_RUN.read(makeRoom));
		}
		if (settings.isEmpty()) {
			throw new CommandFailure("There is nothing to set; name a setting, such as --maxInstances");
		}
		JsonNode budget = this.webHook.changeBudget(name, (before) -> {
			ObjectNode after = JsonNodeFactory.instance.objectNode();
			SETTINGS.stream().filter(before::hasNonNull).forEach((key) -> after.set(key, before.get(key)));
			return after.setAll(settings);
		});
		return "The budget '" + name + "' has been set: " + about(budget) + warnings(budget);
	}

	private static void put(ObjectNode settings, Setting setting, @Nullable String value) {
		if (value != null) {
			settings.set(setting.key(),
					value.equals(Setting.DEFAULT) ? JsonNodeFactory.instance.nullNode() : setting.read(value));
		}
	}

	private static void putText(ObjectNode settings, @Nullable String stream) {
		if (stream != null) {
			settings.put(STREAM, stream.equals(Setting.DEFAULT) ? null : stream);
		}
	}

	private Object unset(Arguments arguments) {
		String name = arguments.required(Command.NAME);
		this.webHook.deleteBudget(name);
		return "The budget '" + name + "' has been removed";
	}

	private Object list(Arguments arguments) {
		return this.display.show(arguments, () -> this.webHook.get("/api/budgets"), BudgetCommands::listed);
	}

	private static Report listed(JsonNode budgets) {
		if (budgets.isEmpty()) {
			return new Report().line("There is no budget");
		}
		return new Report().table(Arrays.asList("Budget", "Members", "Taken", "Of", "Makes Room"),
				Documents.list(budgets,
						(budget) -> Report.row(budget.path("name").asText(), group(budget),
								Words.measured(budget.path("taken"), ""), budget.path(MAX_INSTANCES).asText(),
								budget.path(MAKE_ROOM).asText())));
	}

	private Object show(Arguments arguments) {
		return this.display.show(arguments,
				() -> this.webHook.get("/api/budgets/{name}", arguments.required(Command.NAME)), BudgetCommands::shown);
	}

	private static Report shown(JsonNode budget) {
		Report report = new Report().line("The budget '" + budget.path("name").asText() + "': " + about(budget) + "; "
				+ Words.measured(budget.path("taken"), "") + " taken" + warnings(budget));
		return budget.path("members").isEmpty() ? report : report
			.table(Arrays.asList("Stream", "Application", "Instances", "Minimum", "Weight", "Priority"), Documents.list(
					budget.path("members"),
					(member) -> Report.row(member.path("streamName").asText(), member.path("applicationName").asText(),
							Words.measured(member.path("instances"), ""), member.path("minInstances").asText(),
							Words.measured(member.path("weight"), ""), member.path("priority").asText())));
	}

	private static String about(JsonNode budget) {
		return "at most " + budget.path(MAX_INSTANCES).asText() + " for " + group(budget)
				+ (budget.path(MAKE_ROOM).asBoolean() ? ", less important ones make room" : "");
	}

	private static String group(JsonNode budget) {
		if (budget.hasNonNull(STREAM)) {
			return "the stream " + budget.path(STREAM).asText();
		}
		return budget.hasNonNull(LABEL) ? "the label " + budget.path(LABEL).asText() : "all policies";
	}

	private static String warnings(JsonNode budget) {
		return Documents.list(budget.path("warnings"), (warning) -> "\nWarning: " + warning.asText())
			.stream()
			.collect(Collectors.joining());
	}

}
