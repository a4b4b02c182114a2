package io.github.dataflowautoscaler.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.docker.SwarmService.Update;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The state of a service follows from its tasks: slot, state and desired state of each.
 */
class ServiceStatesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					all run                        | 2 | 1 running running, 2 running running                                 | DEPLOYED   | 2
					one more is on its way         | 2 | 1 running running, 2 preparing running                               | DEPLOYING  | 1
					none is there yet              | 2 |                                                                      | DEPLOYING  | 0
					no node takes it               | 2 | 1 running running, 2 pending running                                 | UNPLACED   | 1
					its image is missing           | 1 | 1 rejected shutdown, 1 rejected ready                                | UNPLACED   | 0
					one was killed                 | 2 | 1 running running, 2 failed shutdown, 2 ready ready                  | DEPLOYING  | 1
					one ends again and again       | 2 | 1 running running, 2 failed shutdown, 2 failed shutdown, 2 ready ready | CRASHING | 1
					it crashed, and runs again     | 1 | 1 failed shutdown, 1 failed shutdown, 1 running running              | DEPLOYED   | 1
					what was removed had crashed   | 1 | 1 running running, 2 failed shutdown, 2 failed shutdown              | DEPLOYED   | 1
					some are still being removed   | 1 | 1 running running, 2 running shutdown                                | DEPLOYED   | 1
					somebody has stopped it        | 0 |                                                                      | UNDEPLOYED | 0
					""")
	void aServiceIsInAState(String name, int replicas, @Nullable String tasks, State state, int up) {
		assertThat(ServiceStates.of(service(replicas, Update.NONE), tasks(tasks)))
			.isEqualTo(new ApplicationState(state, replicas, up, "web:1"));
	}

	@Test
	void anUpdateCountsBeforeTheTasks() {
		List<SwarmTask> tasks = tasks("1 running running");
		assertThat(ServiceStates.of(service(1, Update.RUNNING), tasks).state()).isEqualTo(State.UPDATING);
		assertThat(ServiceStates.of(service(1, Update.PAUSED), tasks).state()).isEqualTo(State.UPDATE_PAUSED);
	}

	/** A new task may be there before the old one is gone. */
	@Test
	void thereAreNeverMoreUpThanReplicas() {
		assertThat(ServiceStates.of(service(1, Update.RUNNING), tasks("1 running running, 1 running running")))
			.isEqualTo(new ApplicationState(State.UPDATING, 1, 1, "web:1"));
	}

	@Test
	void aGlobalServiceHasNoNumberOfReplicas() {
		assertThat(ServiceStates.of(service(null, Update.NONE), tasks("0 running running, 0 pending running")))
			.isEqualTo(new ApplicationState(State.NOT_REPLICATED, 1, 1, "web:1"));
	}

	private static SwarmService service(@Nullable Integer replicas, Update update) {
		return new SwarmService("id", 1, "web", Map.of(), "web:1", replicas, update);
	}

	private static List<SwarmTask> tasks(@Nullable String text) {
		List<SwarmTask> tasks = new ArrayList<>();
		for (String task : (text != null) ? text.split(", ") : new String[0]) {
			String[] parts = task.split(" ");
			tasks.add(new SwarmTask("id", Integer.parseInt(parts[0]), parts[1], parts[2]));
		}
		return tasks;
	}

}
