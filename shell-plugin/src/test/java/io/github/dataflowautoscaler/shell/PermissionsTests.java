package io.github.dataflowautoscaler.shell;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may do what, by the roles that the shell knows from Data Flow.
 */
@DisplayName("case 52: permissions")
class PermissionsTests {

	private static final String VIEWING = "autoscale list";

	private static final String MODIFYING = "autoscale unset scaletest --applicationName transform";

	private final HttpStandIn dataFlow = HttpStandIn.dataFlow();

	private final HttpStandIn webHook = new HttpStandIn().json("GET /api/streams", "[]")
		.json("GET /api/absences", "[]")
		.json("GET /api/policies", """
				[{"streamName": "scaletest", "applicationName": "transform"}]""")
		.answer("DELETE /api/policies/scaletest/transform", 204, "application/json", "");

	@AfterEach
	void stop() {
		this.dataFlow.close();
		this.webHook.close();
	}

	@Test
	void withoutSecurityEverythingIsAllowed() {
		assertAllowed(true, true, connected());
	}

	@Test
	void aViewerMayLook() {
		assertAllowed(true, false, connected("stand-in.roles=VIEW"));
	}

	@Test
	void aModifierMayChange() {
		assertAllowed(true, true, connected("stand-in.roles=VIEW,MODIFY"));
	}

	@Test
	void whoIsNotLoggedInMayNothing() {
		RunningShell shell = connected("stand-in.roles=");
		assertThat(shell.run(VIEWING)).endsWith("because you are not logged in to the Data Flow server");
		assertAllowed(false, false, shell);
	}

	@Test
	void withoutDataFlowOneMayLook() {
		RunningShell shell = new RunningShell("dataflow.autoscale.uri=" + this.webHook.uri());
		assertThat(shell.run(MODIFYING)).endsWith("because the shell is not connected to a Data Flow server");
		assertAllowed(true, false, shell);
	}

	@Test
	void theMissingRoleIsNamed() {
		try (RunningShell shell = connected("stand-in.roles=VIEW")) {
			assertThat(shell.run(MODIFYING)).isEqualTo("error: Command 'autoscale unset' exists but is not currently "
					+ "available because you do not have permissions: ROLE_MODIFY is missing");
		}
	}

	@Test
	void inACommandFileTheCommandItselfObjects() {
		try (RunningShell shell = connected("stand-in.roles=VIEW")) {
			assertThat(shell.nonInteractive().run(MODIFYING))
				.isEqualTo("error: The command can't be carried out because you do not have permissions: "
						+ "ROLE_MODIFY is missing");
		}
	}

	private RunningShell connected(String... properties) {
		String[] all = new String[properties.length + 2];
		System.arraycopy(properties, 0, all, 2, properties.length);
		all[0] = "dataflow.uri=" + this.dataFlow.uri();
		all[1] = "dataflow.autoscale.uri=" + this.webHook.uri();
		return new RunningShell(all);
	}

	private static void assertAllowed(boolean viewing, boolean modifying, RunningShell shell) {
		try (shell) {
			assertThat(!shell.run(VIEWING).startsWith("error")).isEqualTo(viewing);
			assertThat(!shell.run(MODIFYING).startsWith("error")).isEqualTo(modifying);
		}
	}

}
