package io.github.dataflowautoscaler.shell;

import org.jspecify.annotations.Nullable;

import org.springframework.shell.standard.ShellCommandGroup;
import org.springframework.shell.standard.ShellComponent;
import org.springframework.shell.standard.ShellMethod;
import org.springframework.shell.standard.ShellOption;

/**
 * The command that says where the autoscaler's webhook is.
 */
@ShellComponent
@ShellCommandGroup("Autoscale")
class ServerCommands {

	private final WebHook webHook;

	ServerCommands(WebHook webHook) {
		this.webHook = webHook;
	}

	@ShellMethod(key = "autoscale config server", value = "Configure the autoscaler's webhook to use")
	String server(
			@ShellOption(value = { "", "--uri" }, help = "the location of the webhook",
					defaultValue = WebHookAddress.DEFAULT_URI) String uri,
			@ShellOption(value = "--username", help = "the username for the webhook",
					defaultValue = ShellOption.NULL) @Nullable String username,
			@ShellOption(value = "--password", help = "the password for the webhook (valid only with a username)",
					defaultValue = ShellOption.NULL) @Nullable String password,
			@ShellOption(value = "--sendToken", help = "send the shell's token for Data Flow to the webhook",
					defaultValue = "false") boolean sendToken) {
		this.webHook.target(new WebHookAddress(uri, sendToken).login(username, password));
		return "Successfully targeted " + this.webHook.uri();
	}

}
