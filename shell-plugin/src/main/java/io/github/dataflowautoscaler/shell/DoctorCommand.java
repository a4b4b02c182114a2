package io.github.dataflowautoscaler.shell;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dataflowautoscaler.shell.Entries.Entry;

import org.springframework.shell.MethodTargetRegistrar;
import org.springframework.shell.command.CommandCatalog;

/**
 * The command that checks whether everything autoscaling needs is there. It fails if a
 * check does, so that a script notices; one that asks for JSON reads it there.
 */
class DoctorCommand implements MethodTargetRegistrar {

	private final Commands commands;

	private final WebHook webHook;

	private final Display display;

	DoctorCommand(Commands commands, WebHook webHook, Display display) {
		this.commands = commands;
		this.webHook = webHook;
		this.display = display;
	}

	@Override
	public void register(CommandCatalog catalog) {
		catalog.register(
				Display
					.options(this.commands
						.viewing("autoscale doctor",
								"Check whether everything that autoscaling needs can be reached and fits")
						.anyStream()
						.anyApplication())
					.does(this::doctor));
	}

	private Object doctor(Arguments arguments) {
		Query query = new Query("/api/doctor").with("stream", arguments.find(Command.NAME))
			.with("application", arguments.find(Command.APPLICATION));
		return this.display.show(arguments, () -> this.webHook.get(query), (checkup) -> told(checkup.path("findings")));
	}

	private static Report told(JsonNode checkup) {
		List<JsonNode> findings = Documents.list(checkup, (finding) -> finding);
		Report report = findings(checkup);
		long failures = count(findings, "failure");
		String summary = findings.size() + " checks: " + failures + " failed, " + count(findings, "warning")
				+ " with a warning";
		if (failures > 0) {
			throw new CommandFailure(summary, report);
		}
		return report.line(summary);
	}

	static Report findings(JsonNode findings) {
		Report table = new Report().table(Arrays.asList("Check", "Subject", "Status", "Finding", "What To Do"),
				Documents.list(findings, DoctorCommand::row));
		return Entries.of(table, Documents.list(findings, DoctorCommand::entry));
	}

	private static List<Object> row(JsonNode finding) {
		return Report.row(finding.path("check").asText(), finding.path("subject").asText(),
				finding.path("status").asText(), finding.path("message").asText(), finding.path("remedy").asText());
	}

	private static Entry entry(JsonNode finding) {
		String subject = finding.path("subject").asText();
		String heading = finding.path("check").asText() + (subject.isEmpty() ? "" : " " + subject) + " "
				+ finding.path("status").asText();
		String remedy = finding.path("remedy").asText();
		return remedy.isEmpty() ? new Entry(heading, finding.path("message").asText())
				: new Entry(heading, finding.path("message").asText(), "What to do: " + remedy);
	}

	private static long count(List<JsonNode> findings, String status) {
		return findings.stream().filter((finding) -> finding.path("status").asText().equals(status)).count();
	}

}
