package io.github.dataflowautoscaler.shell;

import java.util.Optional;

import org.springframework.shell.Availability;
import org.springframework.shell.context.InteractionMode;
import org.springframework.shell.context.ShellContext;

/**
 * What the user may do, by the roles that the user has in Data Flow. If the shell is not
 * connected to Data Flow, the roles are unknown. Then the user may look at the
 * autoscaler, which helps, and may not change anything.
 */
class Permissions {

	private final DataFlowServer dataFlow;

	private final ShellContext context;

	Permissions(DataFlowServer dataFlow, ShellContext context) {
		this.dataFlow = dataFlow;
		this.context = context;
	}

	Availability toView() {
		return availability(objectionToView());
	}

	Availability toModify() {
		return availability(objectionToModify());
	}

	/**
	 * Makes sure that the user may look.
	 * @throws CommandFailure if not
	 */
	void requireView() {
		require(objectionToView());
	}

	/**
	 * Makes sure that the user may change something.
	 * @throws CommandFailure if not
	 */
	void requireModify() {
		require(objectionToModify());
	}

	private Optional<String> objectionToView() {
		return this.dataFlow.isConnected() ? objection("VIEW") : Optional.empty();
	}

	private Optional<String> objectionToModify() {
		return this.dataFlow.isConnected() ? objection("MODIFY")
				: Optional.of("the shell is not connected to a Data Flow server");
	}

	private Optional<String> objection(String role) {
		if (!this.dataFlow.isAuthenticationEnabled()) {
			return Optional.empty();
		}
		if (!this.dataFlow.isAuthenticated()) {
			return Optional.of("you are not logged in to the Data Flow server");
		}
		return this.dataFlow.roles().contains(role) ? Optional.empty()
				: Optional.of("you do not have permissions: ROLE_" + role + " is missing");
	}

	/**
	 * In a command file the shell prints the stack trace of a command that is not
	 * available; there the command itself objects, in one line.
	 */
	private Availability availability(Optional<String> objection) {
		return objection.filter((reason) -> this.context.getInteractionMode() == InteractionMode.INTERACTIVE)
			.map(Availability::unavailable)
			.orElseGet(Availability::available);
	}

	private static void require(Optional<String> objection) {
		objection.ifPresent((reason) -> {
			throw new CommandFailure("The command can't be carried out because " + reason);
		});
	}

}
