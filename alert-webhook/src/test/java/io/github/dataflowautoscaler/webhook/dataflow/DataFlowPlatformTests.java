package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.Instance;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.RuntimeApplication;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DataFlowPlatform}.
 */
class DataFlowPlatformTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			orders.log-v1,          no-instances, log,        true
			orders.log,             no-instances, log,        true
			orders-log-v12,         no-instances, log,        true
			orders-log-filter-v1,   no-instances, log,        false
			orders-log-filter-v1,   no-instances, log-filter, true
			orders.log-filter-v1,   no-instances, filter,     false
			orders-log-v1-v2,       no-instances, log,        false
			orders-mylog-v1,        no-instances, MyLog,      true
			orders.MyLog-v1,        no-instances, MyLog,      true
			orders.mylog-v1,        no-instances, MyLog,      false
			orders-my_log-v1,       no-instances, My_Log,     true
			orders-mylog-filter-v1, no-instances, MyLog,      false
			orders-mylog-v1,        MyLog,        MyLog,      true
			""")
	@DisplayName("case 29: an application is known by its name, or by its deployment in the spelling of the platform")
	void deployments(String deployment, String name, String application, boolean itself) {
		RuntimeApplication running = new RuntimeApplication(deployment, name, "deploying", null);
		assertThat(DataFlowPlatform.is(running, new ApplicationId("orders", application))).isEqualTo(itself);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			# application, state,     phase,   node,      restarts, expected
			partial,       unknown,   Pending, '',        '',       PENDING
			unknown,       unknown,   Pending, '',        '',       PENDING
			deploying,     deploying, Pending, 127.0.0.1, 0,        PENDING
			deploying,     deploying, Running, 127.0.0.1, 0,        DEPLOYING
			partial,       undeployed, Running, 127.0.0.1, 0,       DEPLOYING
			deploying,     deploying, Running, 127.0.0.1, 1,        CRASHING
			partial,       failed,    Running, 127.0.0.1, 3,        CRASHING
			failed,        failed,    Running, 127.0.0.1, 3,        CRASHING
			partial,       failed,    Failed,  127.0.0.1, '',       CRASHING
			""")
	@DisplayName("case 31: Pods that wait for a node or a container are told from those that crash, and both from those that start")
	void pods(String application, String state, String phase, String node, String restarts, State expected) {
		Instance up = new Instance("a", "deployed", Map.of("pod.name", "a", "phase", "Running"));
		Instance other = new Instance("b", state,
				Map.of("pod.name", "b", "phase", phase, "host.ip", node, "container.restartCount", restarts));
		assertThat(DataFlowPlatform.state(running(application, up, other)))
			.isEqualTo(new ApplicationState(expected, 2, 1, "orders-log-v1"));
	}

	@ParameterizedTest
	@CsvSource({ "deployed, DEPLOYED", "undeployed, UNDEPLOYED", "deploying, DEPLOYING", "failed, FAILED",
			"partial, PARTIAL", "unknown, UNKNOWN", "error, UNKNOWN", ", UNKNOWN" })
	@DisplayName("case 19: where there are no Pods the application's state is what Data Flow says")
	void states(String state, State expected) {
		RuntimeApplication running = new RuntimeApplication("orders.log-v1", "log", state, null);
		assertThat(DataFlowPlatform.state(running)).isEqualTo(new ApplicationState(expected, 0, 0, "orders.log-v1"));
	}

	@Test
	@DisplayName("case 32: of Pods that crash and others that wait for a node those that crash count")
	void crashesCount() {
		Instance waiting = new Instance("a", "unknown", Map.of("pod.name", "a", "phase", "Pending"));
		Instance failed = new Instance("b", "failed", Map.of("pod.name", "b", "phase", "Running"));
		assertThat(DataFlowPlatform.state(running("failed", waiting, failed)).state()).isEqualTo(State.CRASHING);
	}

	private static RuntimeApplication running(String state, Instance... instances) {
		return new RuntimeApplication("orders-log-v1", "log", state,
				new Listing<>(Map.of("instances", List.of(instances)), null));
	}

	@ParameterizedTest
	@CsvSource({ "bigorders-log-v1, BigOrders, true", "BigOrders.log-v1, BigOrders, true",
			"bigorders.log-v1, BigOrders, false", "bigorders-log-v1, Big, false" })
	@DisplayName("case 29: a stream is known by its name, or by its deployment in the spelling of the platform")
	void streams(String deployment, String stream, boolean itself) {
		RuntimeApplication running = new RuntimeApplication(deployment, "no-instances", "deploying", null);
		assertThat(DataFlowPlatform.is(running, new ApplicationId(stream, "log"))).isEqualTo(itself);
	}

}
