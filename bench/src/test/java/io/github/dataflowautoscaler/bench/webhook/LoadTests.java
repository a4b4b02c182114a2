package io.github.dataflowautoscaler.bench.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.dataflowautoscaler.bench.webhook.Load.Sender;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link Load} and {@link Pace}.
 */
class LoadTests {

	private final FakeTimer timer = new FakeTimer();

	@Test
	void aStallCountsForAllRequestsThatWereDueMeanwhile() throws Exception {
		Latencies latencies = send(Pace.rate(10, Duration.ofSeconds(2)), stallingOnce(Duration.ofSeconds(1)));
		assertThat(latencies.count()).isEqualTo(20);
		assertThat(latencies.percentile(100)).isEqualTo(1000);
		assertThat(latencies.percentile(95)).isEqualTo(900);
		assertThat(latencies.percentile(55)).isEqualTo(100);
		assertThat(latencies.percentile(50)).isZero();
		assertThat(latencies.perSecond()).isBetween(10.0, 10.6);
	}

	@Test
	void aClosedLoopSendsWhenTheLastRequestIsAnswered() throws Exception {
		Latencies latencies = send(Pace.during(Duration.ofSeconds(2)), () -> this.timer.pass(Duration.ofMillis(300)));
		assertThat(latencies.count()).isEqualTo(7);
		assertThat(latencies.percentile(50)).isEqualTo(300);
		assertThat(latencies.percentile(100)).isEqualTo(300);
	}

	@Test
	void connectionsShareTheRequests() throws Exception {
		Set<String> sent = ConcurrentHashMap.newKeySet();
		Sender sender = (request) -> sent.add(new String(request, StandardCharsets.UTF_8));
		Latencies latencies = new Load(List.of(sender, sender, sender), Timer.REAL).send(Pace.times(1000),
				(number) -> Long.toString(number).getBytes(StandardCharsets.UTF_8));
		assertThat(latencies.count()).isEqualTo(1000);
		assertThat(sent).hasSize(1000).contains("0", "999");
	}

	@Test
	void aFailureEndsTheLoad() {
		Sender sender = (request) -> {
			throw new IOException("A request was answered with 'HTTP/1.1 503 '");
		};
		assertThatIOException().isThrownBy(() -> new Load(List.of(sender), this.timer).send(Pace.times(10), this::any))
			.withMessageContaining("answered with 'HTTP/1.1 503 '");
	}

	private Latencies send(Pace pace, Runnable server) throws IOException, InterruptedException {
		Sender sender = (request) -> server.run();
		return new Load(List.of(sender), this.timer).send(pace, this::any);
	}

	private Runnable stallingOnce(Duration stall) {
		return () -> {
			if (this.timer.now() == 0) {
				this.timer.pass(stall);
			}
		};
	}

	private byte[] any(long number) {
		return new byte[0];
	}

	private static final class FakeTimer implements Timer {

		private volatile long now;

		@Override
		public long now() {
			return this.now;
		}

		@Override
		public void sleepUntil(long moment) {
			this.now = Math.max(this.now, moment);
		}

		void pass(Duration time) {
			this.now += time.toNanos();
		}

	}

}
