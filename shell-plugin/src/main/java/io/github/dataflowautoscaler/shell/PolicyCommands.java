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

import org.springframework.shell.Availability;
import org.springframework.shell.standard.ShellCommandGroup;
import org.springframework.shell.standard.ShellComponent;
import org.springframework.shell.standard.ShellMethod;
import org.springframework.shell.standard.ShellMethodAvailability;
import org.springframework.shell.standard.ShellOption;

/**
 * Commands that change policies. Options are text, so that a value that can't be read is
 * told in the commands' own words.
 */
@ShellComponent
@ShellCommandGroup("Autoscale")
class PolicyCommands {

	private final WebHook webHook;

	private final Permissions permissions;

	PolicyCommands(WebHook webHook, Permissions permissions) {
		this.webHook = webHook;
		this.permissions = permissions;
	}

	Availability availableWithModifyRole() {
		return this.permissions.toModify();
	}

	@ShellMethod(key = "autoscale set",
			value = "Set how an application of a stream is scaled; what is not named stays as it is")
	@ShellMethodAvailability("availableWithModifyRole")
	String set(
			@ShellOption(value = { "", "--name" }, help = "the name of the stream",
					valueProvider = StreamNames.class) String name,
			@ShellOption(value = "--applicationName", help = "the name/label of the application to scale",
					valueProvider = ApplicationNames.class) String applicationName,
			@ShellOption(value = "--minInstances", help = "fewest instances",
					defaultValue = ShellOption.NULL) @Nullable String minInstances,
			@ShellOption(value = "--maxInstances", help = "most instances; needed for the first policy",
					defaultValue = ShellOption.NULL) @Nullable String maxInstances,
			@ShellOption(value = "--strategy", help = "how the number is found: rate or step",
					defaultValue = ShellOption.NULL,
					valueProvider = Choices.Strategies.class) @Nullable String strategy,
			@ShellOption(value = "--scaleOutBy", help = "most instances added at once",
					defaultValue = ShellOption.NULL) @Nullable String scaleOutBy,
			@ShellOption(value = "--scaleInBy", help = "most instances removed at once",
					defaultValue = ShellOption.NULL) @Nullable String scaleInBy,
			@ShellOption(value = "--scaleOutThreshold",
					help = "messages/s by which the arrival may exceed the input before the scale-out alert",
					defaultValue = ShellOption.NULL) @Nullable String scaleOutThreshold,
			@ShellOption(value = "--targetUtilization", help = "share of the time that instances should be busy",
					defaultValue = ShellOption.NULL) @Nullable String targetUtilization,
			@ShellOption(value = "--catchUp", help = "time to work off the lag, such as 2m",
					defaultValue = ShellOption.NULL) @Nullable String catchUp,
			@ShellOption(value = "--scaleOutCooldown", help = "time between two scale-outs, such as 90s",
					defaultValue = ShellOption.NULL) @Nullable String scaleOutCooldown,
			@ShellOption(value = "--scaleInWindow",
					help = "time that a load has to be low before a scale-in, such as 5m",
					defaultValue = ShellOption.NULL) @Nullable String scaleInWindow,
			@ShellOption(value = "--dryRun", help = "decide and record, but don't act: true or false",
					defaultValue = ShellOption.NULL, valueProvider = Choices.Flags.class) @Nullable String dryRun) {
		this.permissions.requireModify();
		JsonNode patch = new PolicyPatch().count("minInstances", minInstances)
			.count("maxInstances", maxInstances)
			.text("strategy", strategy)
			.count("scaleOutBy", scaleOutBy)
			.count("scaleInBy", scaleInBy)
			.number("scaleOutThreshold", scaleOutThreshold)
			.number("targetUtilization", targetUtilization)
			.duration("catchUp", catchUp)
			.duration("scaleOutCooldown", scaleOutCooldown)
			.duration("scaleInWindow", scaleInWindow)
			.flag("dryRun", dryRun)
			.toJson();
		if (patch.isEmpty()) {
			throw new CommandFailure("There is nothing to set; name a setting, such as --maxInstances");
		}
		JsonNode policy = this.webHook.patchPolicy(name, applicationName, patch);
		return "Autoscaling has been set for the application '" + applicationName + "' of the stream '" + name + "': "
				+ Words.policy(policy);
	}

	@ShellMethod(key = "autoscale unset", value = "Remove an application's policy, so that it is not scaled any more")
	@ShellMethodAvailability("availableWithModifyRole")
	String unset(
			@ShellOption(value = { "", "--name" }, help = "the name of the stream",
					valueProvider = StreamNames.class) String name,
			@ShellOption(value = "--applicationName", help = "the name/label of the application",
					valueProvider = ApplicationNames.class) String applicationName) {
		this.permissions.requireModify();
		this.webHook.deletePolicy(name, applicationName);
		return "Autoscaling has been unset for the application '" + applicationName + "' of the stream '" + name + "'";
	}

	@ShellMethod(key = "autoscale pause", value = "Leave a stream's applications at their present numbers")
	@ShellMethodAvailability("availableWithModifyRole")
	String pause(
			@ShellOption(value = { "", "--name" }, help = "the name of the stream",
					valueProvider = StreamNames.class) String name,
			@ShellOption(value = "--applicationName",
					help = "the name/label of the application; all that have a policy if there is none",
					defaultValue = ShellOption.NULL,
					valueProvider = ApplicationNames.class) @Nullable String applicationName,
			@ShellOption(value = "--duration", help = "for how long, such as 30m; until resumed if there is none",
					defaultValue = ShellOption.NULL) @Nullable String duration) {
		this.permissions.requireModify();
		ObjectNode patch = JsonNodeFactory.instance.objectNode().put("paused", true).putNull("pausedUntil");
		if (duration != null) {
			patch.put("pausedUntil", end(duration).toString());
		}
		return change(name, applicationName, patch, "paused");
	}

	@ShellMethod(key = "autoscale resume", value = "Scale a stream's paused applications again")
	@ShellMethodAvailability("availableWithModifyRole")
	String resume(
			@ShellOption(value = { "", "--name" }, help = "the name of the stream",
					valueProvider = StreamNames.class) String name,
			@ShellOption(value = "--applicationName",
					help = "the name/label of the application; all that have a policy if there is none",
					defaultValue = ShellOption.NULL,
					valueProvider = ApplicationNames.class) @Nullable String applicationName) {
		this.permissions.requireModify();
		return change(name, applicationName, JsonNodeFactory.instance.objectNode().put("paused", false), "resumed");
	}

	private String change(String stream, @Nullable String application, JsonNode patch, String done) {
		List<String> applications = (application != null) ? Collections.singletonList(application)
				: this.webHook.applications(stream);
		return applications.stream()
			.map((each) -> "Autoscaling has been " + done + " for the application '" + each + "' of the stream '"
					+ stream + "': " + Words.policy(this.webHook.patchPolicy(stream, each, patch)))
			.collect(Collectors.joining("\n"));
	}

	private static Instant end(String duration) {
		try {
			Duration time = PolicyPatch.duration(duration);
			if (time.isNegative() || time.isZero()) {
				throw new DateTimeException(duration);
			}
			return Instant.now().plus(time);
		}
		catch (DateTimeException | ArithmeticException ex) {
			throw new CommandFailure("duration is '" + duration + "'; a time such as 30m, 2h or PT30M is needed");
		}
	}

}
