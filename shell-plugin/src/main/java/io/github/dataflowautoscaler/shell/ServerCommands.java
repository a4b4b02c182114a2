package io.github.dataflowautoscaler.shell;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.springframework.shell.MethodTargetRegistrar;
import org.springframework.shell.command.CommandCatalog;
import org.springframework.util.StringUtils;

/**
 * Commands for the address of the autoscaler's webhook, and for the log-in there.
 */
class ServerCommands implements MethodTargetRegistrar {

	/** Lines that the shell does not keep: what follows the option is a secret. */
	static final String WITH_PASSWORD = "autoscale config server*--password*";

	private static final String URI = "uri";

	private static final String USERNAME = "username";

	private static final String PASSWORD = "password";

	private static final String SEND_TOKEN = "sendToken";

	private final Commands commands;

	private final WebHook webHook;

	private final Questions questions;

	ServerCommands(Commands commands, WebHook webHook, Questions questions) {
		this.commands = commands;
		this.webHook = webHook;
		this.questions = questions;
	}

	@Override
	public void register(CommandCatalog catalog) {
		catalog.register(
				this.commands.forEverybody("autoscale config server", "Configure the autoscaler's webhook to use")
					.option((option) -> option.longNames(URI)
						.position(0)
						.defaultValue(WebHookAddress.DEFAULT_URI)
						.description("the location of the webhook"))
					.option(USERNAME, "the username for the webhook; asked for if one is needed")
					.option(PASSWORD,
							"the password for the webhook (valid only with a username); asked for if it is left out")
					.flag(SEND_TOKEN, "send the shell's token for Data Flow to the webhook", "true", "false")
					.does(this::server),
				this.commands.forEverybody("autoscale config info", "Show the autoscaler's webhook being used")
					.does(this::info));
	}

	private Object server(Arguments arguments) {
		String username = arguments.find(USERNAME);
		String password = arguments.find(PASSWORD);
		if (username != null && password == null && this.questions.canBeAsked()) {
			password = this.questions.secret("Password");
		}
		WebHookAddress address = new WebHookAddress(arguments.orDefault(URI), arguments.isOn(SEND_TOKEN))
			.login(username, password);
		try {
			this.webHook.target(address);
		}
		catch (CredentialsNeeded ex) {
			if (username != null || address.sendsToken() || !this.questions.canBeAsked()) {
				throw ex;
			}
			String name = this.questions.text("Username");
			this.webHook.target(address.login(name, this.questions.secret("Password")));
		}
		return "Successfully targeted " + this.webHook.uri();
	}

	private Object info(Arguments arguments) {
		List<List<Object>> card = new ArrayList<>();
		card.add(Report.row("Webhook", this.webHook.uri()));
		card.add(Report.row("Login", login(this.webHook.address())));
		card.add(Report.row("Status", status()));
		return new Report().card(card);
	}

	private static String login(WebHookAddress address) {
		@Nullable String username = address.username();
		if (username != null) {
			return "user " + username;
		}
		return address.sendsToken() ? "the shell's token for Data Flow" : "none";
	}

	private String status() {
		try {
			JsonNode policies = this.webHook.get("/api/policies");
			return "answers, " + policies.size() + ((policies.size() == 1) ? " policy" : " policies");
		}
		catch (CommandFailure ex) {
			return StringUtils.capitalize(ex.getMessage());
		}
	}

}
