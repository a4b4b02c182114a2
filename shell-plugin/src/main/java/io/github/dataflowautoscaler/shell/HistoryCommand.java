package io.github.dataflowautoscaler.shell;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.shell.MethodTargetRegistrar;
import org.springframework.shell.command.CommandCatalog;

/**
 * The command that shows what was decided and done.
 */
class HistoryCommand implements MethodTargetRegistrar {

	private static final String LIMIT = "limit";

	private static final String SINCE = "since";

	private static final int MOST = 1000;

	private final Commands commands;

	private final WebHook webHook;

	private final PolicyDirectory policies;

	private final Display display;

	HistoryCommand(Commands commands, WebHook webHook, PolicyDirectory policies, Display display) {
		this.commands = commands;
		this.webHook = webHook;
		this.policies = policies;
		this.display = display;
	}

	@Override
	public void register(CommandCatalog catalog) {
		catalog
			.register(
					Display
						.options(this.commands
							.viewing("autoscale history", "Show what was decided and done, the newest first")
							.anyStream()
							.option(Command.APPLICATION,
									"the name/label of the application; all of them if there is none")
							.defaulted(LIMIT, "20", "most entries: 1 to " + MOST)
							.option(SINCE,
									"only what was decided since then: 2h for the last two hours, or 2026-11-22T08:30"))
						.does(this::history));
	}

	private Object history(Arguments arguments) {
		String stream = arguments.find(Command.NAME);
		String application = arguments.find(Command.APPLICATION);
		Query query = new Query("/api/history").with("stream", stream)
			.with("application", application)
			.with("since", Optional.ofNullable(arguments.find(SINCE)).map(HistoryCommand::since).orElse(null))
			.with("limit", String.valueOf(arguments.count(LIMIT, 1, MOST)));
		return this.display.show(arguments, () -> this.webHook.get(query),
				(entries) -> entries.isEmpty() ? nothing(stream) : HistoryList.of(entries));
	}

	private static String since(String text) {
		try {
			return instant(text).toString();
		}
		catch (DateTimeException | ArithmeticException ex) {
			throw new CommandFailure("since is '" + text
					+ "'; it must be a duration such as 30m or 2d, or a time such as 2026-11-22T08:30");
		}
	}

	private static Instant instant(String text) {
		if (text.indexOf('-') < 0) {
			return Instant.now().minus(Times.parse(text));
		}
		return text.endsWith("Z") ? Instant.parse(text)
				: LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
	}

	private Report nothing(@Nullable String stream) {
		return new Report().line("Nothing was decided" + ((stream != null && this.policies.isUnknown(stream))
				? "; Data Flow has no stream '" + stream + "'" : ""));
	}

}
