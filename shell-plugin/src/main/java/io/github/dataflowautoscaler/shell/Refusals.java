package io.github.dataflowautoscaler.shell;

/**
 * Explains why the webhook, or another server at its address, has refused a request.
 */
final class Refusals {

	/** How Spring Boot begins to say that it serves nothing under a path. */
	private static final String NO_SUCH_PATH = "No static resource";

	private Refusals() {
	}

	/**
	 * Explains an answer.
	 * @param address where it comes from, and how the shell has logged in
	 * @param status its status
	 * @param detail the sentence in it, empty if it has none
	 * @return the failure of the command
	 */
	static CommandFailure of(WebHookAddress address, int status, String detail) {
		String webHook = "The autoscaler's webhook at " + address.uri();
		if (status == 401) {
			return new CredentialsNeeded(webHook + login(address));
		}
		if (status == 404 && detail.startsWith(NO_SUCH_PATH)) {
			return new CommandFailure("There is no autoscaler's webhook at " + address.uri()
					+ ": a server answers there, but not under this path; use 'autoscale config server' to set another one");
		}
		if (!detail.isEmpty()) {
			return new CommandFailure(detail);
		}
		return new CommandFailure((status == 403)
				? "You do not have permissions at the autoscaler's webhook at " + address.uri() : "The server at "
						+ address.uri() + " does not answer as the autoscaler's webhook does: status " + status);
	}

	private static String login(WebHookAddress address) {
		String username = address.username();
		if (username != null) {
			return " does not know the user '" + username + "' with this password";
		}
		return address.sendsToken() ? " does not accept the shell's token for Data Flow"
				: " asks for credentials; 'autoscale config server' takes them";
	}

}
