package io.github.dataflowautoscaler.shell;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import org.springframework.shell.MethodTargetRegistrar;
import org.springframework.shell.command.CommandCatalog;

/**
 * Commands for existing policies: that of one application, or all of a stream.
 */
class PolicyCommands implements MethodTargetRegistrar {

	private static final String FORCE = "force";

	private static final String DURATION = "duration";

	private final Commands commands;

	private final WebHook webHook;

	private final PolicyDirectory policies;

	private final Questions questions;

	PolicyCommands(Commands commands, WebHook webHook, PolicyDirectory policies, Questions questions) {
		this.commands = commands;
		this.webHook = webHook;
		this.policies = policies;
		this.questions = questions;
	}

	@Override
	public void register(CommandCatalog catalog) {
		catalog.register(
				this.commands
					.modifying("autoscale unset", "Remove policies, so that nothing is scaled by them any more")
					.stream()
					.anyApplication()
					.flag(FORCE, "bypass confirmation prompt, if all policies of a stream are to be removed")
					.does(this::unset),
				this.commands.modifying("autoscale pause", "Leave a stream's applications at their present numbers")
					.stream()
					.anyApplication()
					.option(DURATION, "for how long, such as 30m or 2h; until resumed if it is left out")
					.does(this::pause),
				this.commands.modifying("autoscale resume", "Scale a stream's paused applications again")
					.stream()
					.anyApplication()
					.does(this::resume));
	}

	private Object unset(Arguments arguments) {
		String stream = arguments.stream();
		List<String> applications = applications(stream, arguments.find(Command.APPLICATION));
		if (arguments.find(Command.APPLICATION) == null && !arguments.isOn(FORCE)) {
			this.questions.confirm("Really unset all policies of the stream '" + stream + "' ("
					+ String.join(", ", applications) + ")?");
		}
		applications.forEach((application) -> this.webHook.deletePolicy(stream, application));
		return applications.stream()
			.map((application) -> done("unset", stream, application))
			.collect(Collectors.joining("\n"));
	}

	private Object pause(Arguments arguments) {
		ObjectNode patch = JsonNodeFactory.instance.objectNode().put("paused", true).putNull("pausedUntil");
		String duration = arguments.find(DURATION);
		if (duration != null) {
			patch.put("pausedUntil", end(duration).toString());
		}
		return change(arguments, patch, "paused");
	}

	private Object resume(Arguments arguments) {
		return change(arguments, JsonNodeFactory.instance.objectNode().put("paused", false), "resumed");
	}

	private String change(Arguments arguments, JsonNode patch, String done) {
		String stream = arguments.stream();
		return applications(stream, arguments.find(Command.APPLICATION)).stream()
			.map((application) -> done(done, stream, application) + ": "
					+ Words.policy(this.webHook.patchPolicy(stream, application, patch)))
			.collect(Collectors.joining("\n"));
	}

	/** Only those that have a policy: a change would make a new one. */
	private List<String> applications(String stream, @Nullable String application) {
		List<String> all = this.policies.applications(stream);
		if (application == null) {
			return all;
		}
		if (!all.contains(application)) {
			throw new CommandFailure("The application '" + application + "' of the stream '" + stream
					+ "' has no policy; those that have one: " + String.join(", ", all));
		}
		return Collections.singletonList(application);
	}

	private static String done(String what, String stream, String application) {
		return "Autoscaling has been " + what + " for the application '" + application + "' of the stream '" + stream
				+ "'";
	}

	private static Instant end(String duration) {
		try {
			Duration time = Times.parse(duration);
			if (time.isNegative() || time.isZero()) {
				throw new DateTimeException(duration);
			}
			return Instant.now().plus(time);
		}
		catch (DateTimeException | ArithmeticException ex) {
			throw new CommandFailure("duration is '" + duration + "'; it must be a time such as 30m, 2h or 1h30m");
		}
	}

}
