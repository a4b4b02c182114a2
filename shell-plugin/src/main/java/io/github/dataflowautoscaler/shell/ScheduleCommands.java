package io.github.dataflowautoscaler.shell;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.springframework.shell.MethodTargetRegistrar;
import org.springframework.shell.command.CommandCatalog;

/**
 * Commands for the times at which a policy has other settings.
 */
class ScheduleCommands implements MethodTargetRegistrar {

	private static final String WINDOW = "window";

	private static final String FIRST = "first";

	private static final String SCHEDULE = "schedule";

	private final Commands commands;

	private final WebHook webHook;

	private final Display display;

	ScheduleCommands(Commands commands, WebHook webHook, Display display) {
		this.commands = commands;
		this.webHook = webHook;
		this.display = display;
	}

	@Override
	public void register(CommandCatalog catalog) {
		Command add = this.commands
			.modifying("autoscale schedule add",
					"Give a policy other settings at a time; a window of the same name is replaced")
			.stream()
			.application()
			.option(WINDOW, "the name of the window");
		for (WindowSetting setting : WindowSetting.values()) {
			setting.addTo(add);
		}
		catalog.register(
				add.flag(FIRST, "put it before the others: where several are open, the first one is in force", "true",
						"false")
					.does(this::add),
				this.commands.modifying("autoscale schedule remove", "Remove a window from a policy's schedule")
					.stream()
					.application()
					.option(WINDOW, "the name of the window")
					.does(this::remove),
				Display
					.watchable(this.commands
						.viewing("autoscale schedule list",
								"Show a policy's schedule, the window that is in force, and until when")
						.stream()
						.application())
					.does(this::list));
	}

	private Object add(Arguments arguments) {
		ObjectNode window = JsonNodeFactory.instance.objectNode().put("name", arguments.required(WINDOW));
		for (WindowSetting setting : WindowSetting.values()) {
			setting.put(window, arguments.find(setting.key()));
		}
		if (!window.has("zone")) {
			window.put("zone", ZoneId.systemDefault().getId());
		}
		boolean first = arguments.isOn(FIRST);
		JsonNode policy = change(arguments, (schedule) -> {
			int present = indexOf(schedule, window.path("name").asText());
			if (present >= 0 && !first) {
				schedule.set(present, window);
				return;
			}
			if (present >= 0) {
				schedule.remove(present);
			}
			schedule.insert(first ? 0 : schedule.size(), window);
		});
		return done("set", arguments) + ": " + Words.window(
				policy.path(SCHEDULE).path(indexOf((ArrayNode) policy.path(SCHEDULE), window.path("name").asText())));
	}

	private Object remove(Arguments arguments) {
		String name = arguments.required(WINDOW);
		change(arguments, (schedule) -> {
			int present = indexOf(schedule, name);
			if (present < 0) {
				throw new CommandFailure("The policy has no window '" + name + "'; it has "
						+ (schedule.isEmpty() ? "none" : String.join(", ", names(schedule))));
			}
			schedule.remove(present);
		});
		return done("removed", arguments);
	}

	private Object list(Arguments arguments) {
		String stream = arguments.stream();
		String application = arguments.application();
		return this.display.show(arguments, () -> {
			JsonNode policy = this.webHook.get("/api/policies/{stream}/{application}", stream, application);
			JsonNode status = this.webHook.get("/api/streams/{stream}/{application}", stream, application);
			ObjectNode shown = JsonNodeFactory.instance.objectNode();
			shown.set(SCHEDULE, schedule(policy));
			shown.set(WINDOW, status.get(WINDOW));
			shown.set("windowChangesAt", status.get("windowChangesAt"));
			return shown;
		}, ScheduleList::of);
	}

	private JsonNode change(Arguments arguments, Consumer<ArrayNode> change) {
		return this.webHook.changePolicy(arguments.stream(), arguments.application(), (policy) -> {
			ArrayNode schedule = schedule(policy);
			change.accept(schedule);
			return JsonNodeFactory.instance.objectNode().set(SCHEDULE, schedule);
		});
	}

	private static ArrayNode schedule(JsonNode policy) {
		return policy.path(SCHEDULE).isArray() ? policy.path(SCHEDULE).deepCopy()
				: JsonNodeFactory.instance.arrayNode();
	}

	private static int indexOf(ArrayNode schedule, String name) {
		return names(schedule).indexOf(name);
	}

	private static List<String> names(ArrayNode schedule) {
		return Documents.list(schedule, (window) -> window.path("name").asText());
	}

	private static String done(String what, Arguments arguments) {
		return "The window '" + arguments.required(WINDOW) + "' has been " + what + " for the application '"
				+ arguments.application() + "' of the stream '" + arguments.stream() + "'";
	}

}
