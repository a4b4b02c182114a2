package io.github.dataflowautoscaler.shell;

/**
 * Begins the definitions of commands: what completes names, and who may use the command.
 */
class Commands {

	private final Permissions permissions;

	private final StreamNames streams;

	private final ApplicationNames applications;

	Commands(Permissions permissions, StreamNames streams, ApplicationNames applications) {
		this.permissions = permissions;
		this.streams = streams;
		this.applications = applications;
	}

	/**
	 * A command that shows something.
	 * @param key its words
	 * @param description what it does, in one line
	 * @return the command
	 */
	Command viewing(String key, String description) {
		return forEverybody(key, description).viewing(this.permissions);
	}

	/**
	 * A command that changes something.
	 * @param key its words
	 * @param description what it does, in one line
	 * @return the command
	 */
	Command modifying(String key, String description) {
		return forEverybody(key, description).modifying(this.permissions);
	}

	Command forEverybody(String key, String description) {
		return new Command(key, this.streams, this.applications).description(description);
	}

}
