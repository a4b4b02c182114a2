package io.github.dataflowautoscaler.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import org.springframework.shell.MethodTargetRegistrar;
import org.springframework.shell.command.CommandCatalog;

/**
 * The command that sets a policy. It tells what it has changed, and what the doctor finds
 * wrong with the outcome.
 */
class SetCommand implements MethodTargetRegistrar {

	/** What is wrong with a policy itself, not with the installation. */
	private static final List<String> CHECKS = Arrays.asList("definition", "partitions", "budget");

	private final Commands commands;

	private final WebHook webHook;

	private final PolicyDirectory policies;

	SetCommand(Commands commands, WebHook webHook, PolicyDirectory policies) {
		this.commands = commands;
		this.webHook = webHook;
		this.policies = policies;
	}

	@Override
	public void register(CommandCatalog catalog) {
		Command set = this.commands
			.modifying("autoscale set",
					"Set how an application of a stream is scaled; what is not named stays as it is, "
							+ "or gets its default in a first policy; 'default' goes back to the default")
			.stream()
			.application();
		for (Setting setting : Setting.values()) {
			setting.addTo(set);
		}
		catalog.register(set.does(this::set));
	}

	private Object set(Arguments arguments) {
		String stream = arguments.stream();
		String application = arguments.application();
		PolicyPatch patch = new PolicyPatch();
		for (Setting setting : Setting.values()) {
			patch.put(setting, arguments.find(setting.key()));
		}
		if (patch.toJson().isEmpty()) {
			throw new CommandFailure("There is nothing to set; name a setting, such as --maxInstances");
		}
		Optional<JsonNode> before = this.policies.find(stream, application);
		JsonNode after = this.webHook.patchPolicy(stream, application, patch.toJson());
		List<String> lines = new ArrayList<>();
		lines.add("Autoscaling has been set for the application '" + application + "' of the stream '" + stream + "': "
				+ before.map((policy) -> changes(policy, after)).orElseGet(() -> Words.policy(after)));
		lines.addAll(warnings(stream, application));
		return String.join("\n", lines);
	}

	private static String changes(JsonNode before, JsonNode after) {
		String changes = PolicyChange.settings(before, after).stream().collect(Collectors.joining(", "));
		return changes.isEmpty() ? "nothing changed" : changes;
	}

	private List<String> warnings(String stream, String application) {
		try {
			JsonNode findings = this.webHook
				.get(new Query("/api/doctor").with("stream", stream).with("application", application))
				.path("findings");
			return StreamSupport.stream(findings.spliterator(), false)
				.filter((finding) -> CHECKS.contains(finding.path("check").asText()))
				.filter((finding) -> !finding.path("status").asText().equals("ok"))
				.map((finding) -> "Warning: " + finding.path("message").asText())
				.collect(Collectors.toList());
		}
		catch (CommandFailure ex) {
			return Arrays.asList("Warning: whether it fits could not be checked: " + ex.getMessage());
		}
	}

}
