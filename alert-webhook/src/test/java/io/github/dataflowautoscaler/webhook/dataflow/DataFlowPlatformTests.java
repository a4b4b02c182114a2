package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.Instance;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.RuntimeApplication;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.junit.jupiter.api.DisplayName;
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
	@CsvSource({ "Pending, Pending, PENDING", "Pending, Running, CRASHING", "Running, Running, CRASHING" })
	@DisplayName("case 31: Pods that wait for a node are told from those that crash")
	void pods(String first, String second, State state) {
		Instance deployed = new Instance("a", "deployed", Map.of("pod.name", "a", "phase", "Running"));
		Instance one = new Instance("b", "unknown", Map.of("pod.name", "b", "phase", first));
		Instance other = new Instance("c", "failed", Map.of("pod.name", "c", "phase", second));
		RuntimeApplication running = new RuntimeApplication("orders-log-v1", "log", "partial",
				new Listing<>(Map.of("instances", List.of(deployed, one, other)), null));
		assertThat(DataFlowPlatform.state(running)).isEqualTo(new ApplicationState(state, 3, 1, "orders-log-v1"));
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
