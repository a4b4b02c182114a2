package io.github.dataflowautoscaler.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import org.springframework.shell.MethodTargetRegistrar;
import org.springframework.shell.command.CommandCatalog;

/**
 * Commands that write policies to a file and set those of a file.
 */
class FileCommands implements MethodTargetRegistrar {

	private static final String FILE = "file";

	private static final String FORCE = "force";

	private final Commands commands;

	private final WebHook webHook;

	private final Questions questions;

	FileCommands(Commands commands, WebHook webHook, Questions questions) {
		this.commands = commands;
		this.webHook = webHook;
		this.questions = questions;
	}

	@Override
	public void register(CommandCatalog catalog) {
		catalog.register(
				this.commands
					.viewing("autoscale export", "Write policies as YAML, as the webhook's configuration has them")
					.anyStream()
					.option(FILE, "the file to write, such as policies.yml; the terminal if it is left out")
					.does(this::export),
				this.commands.modifying("autoscale apply",
						"Set the policies of a YAML file, all or none; those that it does not name stay as they are")
					.option(FILE, "the file, as 'autoscale export' writes it")
					.flag(FORCE, "bypass confirmation prompt", "true", "false")
					.does(this::apply));
	}

	private Object export(Arguments arguments) {
		String stream = arguments.find(Command.NAME);
		List<JsonNode> policies = Documents.list(this.webHook.get("/api/policies"), (policy) -> policy);
		policies.removeIf((policy) -> stream != null && !stream.equals(policy.path("streamName").asText()));
		if (policies.isEmpty()) {
			throw new CommandFailure(StatusList.empty(stream));
		}
		String yaml = PolicyFile.write(policies);
		String file = arguments.find(FILE);
		if (file == null) {
			return yaml;
		}
		TextFiles.write(file, yaml);
		return "Written to " + file;
	}

	private Object apply(Arguments arguments) {
		JsonNode settings = PolicyFile.read(arguments.required(FILE));
		JsonNode before = this.webHook.get("/api/policies");
		JsonNode after = this.webHook.applyPolicies(settings, true);
		List<String> changes = changes(before, after);
		if (changes.isEmpty()) {
			return "Nothing to change: all policies of the file are set already";
		}
		String told = String.join("\n", changes);
		if (!arguments.isOn(FORCE)) {
			this.questions.tell(told);
			this.questions.confirm("Apply these changes?");
		}
		this.webHook.applyPolicies(settings, false);
		return (arguments.isOn(FORCE) ? told + "\n" : "") + "Autoscaling has been set for " + changes.size()
				+ ((changes.size() == 1) ? " application" : " applications");
	}

	private static List<String> changes(JsonNode before, JsonNode after) {
		List<String> changes = new ArrayList<>();
		after.forEach((policy) -> {
			Optional<JsonNode> former = Documents.list(before, (each) -> each)
				.stream()
				.filter((each) -> subject(each).equals(subject(policy)))
				.findFirst();
			String change = former.map((each) -> String.join(", ", PolicyChange.settings(each, policy)))
				.orElseGet(() -> "new, " + Words.policy(policy));
			if (!change.isEmpty()) {
				changes.add(subject(policy) + ": " + change);
			}
		});
		return changes;
	}

	private static String subject(JsonNode policy) {
		return policy.path("streamName").asText() + "/" + policy.path("applicationName").asText();
	}

}
