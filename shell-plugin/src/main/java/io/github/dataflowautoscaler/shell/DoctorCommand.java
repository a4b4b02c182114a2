package io.github.dataflowautoscaler.shell;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.springframework.shell.Availability;
import org.springframework.shell.standard.ShellCommandGroup;
import org.springframework.shell.standard.ShellComponent;
import org.springframework.shell.standard.ShellMethod;
import org.springframework.shell.standard.ShellMethodAvailability;
import org.springframework.shell.standard.ShellOption;

/**
 * The command that checks whether everything autoscaling needs is there. It fails if a
 * check does, so that a script notices; one that asks for JSON reads it there.
 */
@ShellComponent
@ShellCommandGroup("Autoscale")
class DoctorCommand {

	private final WebHook webHook;

	private final Permissions permissions;

	DoctorCommand(WebHook webHook, Permissions permissions) {
		this.webHook = webHook;
		this.permissions = permissions;
	}

	Availability availableWithViewRole() {
		return this.permissions.toView();
	}

	@ShellMethod(key = "autoscale doctor",
			value = "Check whether everything that autoscaling needs can be reached and fits")
	@ShellMethodAvailability("availableWithViewRole")
	Report doctor(
			@ShellOption(value = { "", "--name" }, help = "the name of the stream; all streams if there is none",
					defaultValue = ShellOption.NULL, valueProvider = StreamNames.class) @Nullable String name,
			@ShellOption(value = "--applicationName", help = "the name/label of the application",
					defaultValue = ShellOption.NULL,
					valueProvider = ApplicationNames.class) @Nullable String applicationName,
			@ShellOption(value = "--output", help = "table or json", defaultValue = Choices.Outputs.TABLE,
					valueProvider = Choices.Outputs.class) String output) {
		this.permissions.requireView();
		boolean json = Choices.Outputs.isJson(output);
		JsonNode checkup = this.webHook
			.get(new Query("/api/doctor").with("stream", name).with("application", applicationName));
		return json ? Report.json(checkup) : told(checkup.path("findings"));
	}

	private static Report told(JsonNode checkup) {
		List<JsonNode> findings = StreamSupport.stream(checkup.spliterator(), false).collect(Collectors.toList());
		Report report = new Report().table(Arrays.asList("Check", "Subject", "Status", "Finding", "What To Do"),
				findings.stream().map(DoctorCommand::finding).collect(Collectors.toList()));
		long failures = count(findings, "failure");
		String summary = findings.size() + " checks: " + failures + " failed, " + count(findings, "warning")
				+ " with a warning";
		if (failures > 0) {
			throw new CommandFailure(summary, report);
		}
		return report.line(summary);
	}

	private static List<Object> finding(JsonNode finding) {
		return Report.row(finding.path("check").asText(), finding.path("subject").asText(),
				finding.path("status").asText(), finding.path("message").asText(), finding.path("remedy").asText());
	}

	private static long count(List<JsonNode> findings, String status) {
		return findings.stream().filter((finding) -> finding.path("status").asText().equals(status)).count();
	}

}
