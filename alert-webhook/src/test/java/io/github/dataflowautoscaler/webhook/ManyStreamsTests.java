package io.github.dataflowautoscaler.webhook;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many streams on one Data Flow server.
 */
class ManyStreamsTests {

	private static final int STREAMS = 1000;

	@TempDir
	private Path directory;

	@Test
	@DisplayName("case 53: of 1,000 streams one that is slow delays no other, and all are read together")
	void oneSlowStream() {
		List<String> streams = IntStream.range(0, STREAMS).mapToObj((number) -> "stream" + number).toList();
		CountDownLatch release = new CountDownLatch(1);
		try (DataFlowStandIn dataFlow = new DataFlowStandIn()) {
			streams.forEach((stream) -> dataFlow.deploy(stream, "time | log", "log"));
			dataFlow.behave((call) -> {
				if (call.key().equals("stream0/log")) {
					awaitLatch(release);
				}
				ScaleBehaviour.OBEY.scale(call);
			});
			String[] options = Stream
				.concat(Stream.of("--autoscale.dataflow.refresh-interval=1s", "--autoscale.dataflow.read-timeout=5m"),
						streams.stream()
							.flatMap((stream) -> Stream.of("max-instances=2", "strategy=step")
								.map((setting) -> "--autoscale.policies." + stream + ".log." + setting)))
				.toArray(String[]::new);
			try (RunningWebHook webhook = RunningWebHook.start(this.directory, dataFlow.uri(), options)) {
				await().until(() -> readings(dataFlow) >= 3);
				assertThat(dataFlow.paths()).noneMatch((path) -> path.startsWith("/runtime/streams/"));
				webhook.alert(Alerts.out("stream0", "log"));
				await().until(() -> !dataFlow.scaleCalls().isEmpty());
				assertThat(webhook
					.alert(streams.stream().map((stream) -> Alerts.out(stream, "log")).toArray(String[]::new))
					.statusCode()).isEqualTo(200);
				await().atMost(Duration.ofMinutes(2))
					.until(() -> streams.stream()
						.filter((stream) -> dataFlow.instances(stream, "log") == 2)
						.count() == STREAMS - 1);
				assertThat(dataFlow.instances("stream0", "log")).isOne();
				release.countDown();
				await().until(() -> dataFlow.instances("stream0", "log") == 2);
				assertThat(dataFlow.scaleCalls()).doesNotHaveDuplicates();
			}
		}
	}

	private static long readings(DataFlowStandIn dataFlow) {
		return dataFlow.paths().stream().filter("/runtime/streams"::equals).count();
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
