package io.github.dataflowautoscaler.webhook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A budget while the alerts of many applications arrive at the same time, on each
 * database.
 */
class BudgetOnDatabasesTests {

	private static final Executor THREADS = (task) -> new Thread(task).start();

	private static final int STREAMS = 20;

	private static final int ALLOWED = 27;

	@Test
	@DisplayName("case 83: two replicas on PostgreSQL don't exceed a budget together")
	void twoReplicas() {
		String database = Database.POSTGRESQL.createEmpty();
		try (DataFlowStandIn dataFlow = dataFlow();
				RunningWebHook first = RunningWebHook.on(database, dataFlow.uri(),
						"--autoscale.budgets.all.max-instances=" + ALLOWED);
				RunningWebHook second = RunningWebHook.on(database, dataFlow.uri(),
						"--autoscale.budgets.all.max-instances=" + ALLOWED)) {
			neverAbove(dataFlow, List.of(first, second));
		}
	}

	@Test
	@DisplayName("case 83: the threads of one replica on H2 don't exceed a budget together")
	void oneReplica(@TempDir Path directory) {
		try (DataFlowStandIn dataFlow = dataFlow();
				RunningWebHook webhook = RunningWebHook.start(directory, dataFlow.uri(),
						"--autoscale.budgets.all.max-instances=" + ALLOWED)) {
			neverAbove(dataFlow, List.of(webhook));
		}
	}

	private static DataFlowStandIn dataFlow() {
		DataFlowStandIn dataFlow = new DataFlowStandIn();
		streams().forEach((stream) -> dataFlow.deploy(stream, "time | transform | log", "time", "transform", "log"));
		return dataFlow;
	}

	private static List<String> streams() {
		return IntStream.range(0, STREAMS).mapToObj((number) -> "stream" + number).toList();
	}

	/** Each of them wants three more. */
	private static void neverAbove(DataFlowStandIn dataFlow, List<RunningWebHook> replicas) {
		RunningWebHook any = replicas.get(0);
		streams().forEach((stream) -> any.policy(stream, "transform",
				"{\"strategy\":\"step\",\"maxInstances\":9,\"scaleOutBy\":3}"));
		String[] alerts = streams().stream().map((stream) -> Alerts.out(stream, "transform")).toArray(String[]::new);
		List<CompletableFuture<Integer>> answers = new ArrayList<>();
		replicas.forEach((replica) -> answers
			.add(CompletableFuture.supplyAsync(() -> replica.alert(alerts).statusCode(), THREADS)));
		answers.forEach((status) -> assertThat(status.join()).isEqualTo(200));
		await().untilAsserted(() -> assertThat(any.history("reason")).filteredOn("budget"::equals).isNotEmpty());
		await().untilAsserted(() -> {
			assertThat(any.history("outcome")).doesNotContain("in_progress");
			assertThat(total(dataFlow)).isEqualTo(ALLOWED);
		});
		assertThat(dataFlow.scaleCalls()).hasSizeBetween(3, ALLOWED - STREAMS);
	}

	private static int total(DataFlowStandIn dataFlow) {
		return streams().stream().mapToInt((stream) -> dataFlow.instances(stream, "transform")).sum();
	}

}
