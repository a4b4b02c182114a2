package io.github.dataflowautoscaler.webhook.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Delivery}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeliveryTests {

	private final WaitingEntries outbox = new WaitingEntries();

	private final Listener recipient = new Listener();

	private final List<HistoryEntry> history = new ArrayList<>();

	private boolean leads = true;

	private final Delivery delivery = new Delivery(this.recipient, this.outbox,
			(ids) -> this.history.stream().filter((entry) -> ids.contains(entry.id())).toList(), () -> this.leads);

	@Test
	void whatWaitsIsToldOnceAndInOrder() {
		record(1, 2, 3);
		assertThat(this.delivery.deliver()).isEqualTo(Duration.ofSeconds(1));
		this.delivery.deliver();
		assertThat(this.recipient.told).containsExactly(1L, 2L, 3L);
		assertThat(this.outbox.versions.keySet()).isEmpty();
	}

	@Test
	void whoDoesNotDecideAnyMoreTellsNothingMore() {
		record(1, 2, 3);
		this.recipient.afterwards = () -> this.leads = false;
		assertThat(this.delivery.deliver()).isEqualTo(Duration.ofSeconds(1));
		this.delivery.deliver();
		assertThat(this.recipient.told).containsExactly(1L);
		assertThat(this.outbox.versions.keySet()).containsExactly(2L, 3L);
	}

	@Test
	void whatCannotBeToldWaitsLongerEachTimeAndLosesNothing(CapturedOutput output) {
		record(1, 2, 3);
		this.recipient.refused = 2;
		assertThat(Stream.generate(this.delivery::deliver).limit(8).map(Duration::toSeconds)).containsExactly(1L, 2L,
				4L, 8L, 16L, 32L, 60L, 60L);
		assertThat(this.recipient.told).containsExactly(1L);
		this.recipient.refused = 0;
		assertThat(this.delivery.deliver()).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.recipient.told).containsExactly(1L, 2L, 3L);
		assertThat(output).containsOnlyOnce("listener can't receive decisions now, so they wait: not now")
			.containsOnlyOnce("listener receives decisions again");
		this.recipient.refused = 4;
		record(4);
		assertThat(this.delivery.deliver()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void theEndBetweenTellingAndRemovingRepeatsIt() {
		record(1);
		this.outbox.keeping = true;
		this.delivery.deliver();
		this.outbox.keeping = false;
		this.delivery.deliver();
		this.delivery.deliver();
		assertThat(this.recipient.told).containsExactly(1L, 1L);
	}

	@Test
	void anOutcomeThatIsRecordedWhileAnEarlierOneIsToldIsToldToo() {
		record(1);
		this.recipient.afterwards = () -> {
			if (this.recipient.told.size() == 1) {
				this.outbox.add("listener", 1);
			}
		};
		this.delivery.deliver();
		this.delivery.deliver();
		this.delivery.deliver();
		assertThat(this.recipient.told).containsExactly(1L, 1L);
	}

	@Test
	void whatTheHistoryHasForgottenIsSaidAndNotWaitedFor(CapturedOutput output) {
		record(1, 2, 3);
		this.history.removeIf((entry) -> entry.id() < 3);
		this.delivery.deliver();
		this.delivery.deliver();
		assertThat(this.recipient.told).containsExactly(3L);
		assertThat(this.outbox.versions.keySet()).isEmpty();
		assertThat(output)
			.containsOnlyOnce("listener will not receive 2 decisions: they are older than autoscale.history");
	}

	@Test
	void ofManyTheNextAreToldAtOnce() {
		record(LongStream.rangeClosed(1, 150).toArray());
		assertThat(this.delivery.deliver()).isZero();
		assertThat(this.delivery.deliver()).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.recipient.told).hasSize(150).isSorted();
	}

	private void record(long... ids) {
		for (long id : ids) {
			this.history.add(new HistoryEntry(id,
					new Cause(new ApplicationId("scaletest", "transform"), "request", "alert", Direction.OUT),
					Instant.EPOCH, Outcome.FAILED, "REASON", "because", null, null, Instant.EPOCH, null));
			this.outbox.add("listener", id);
		}
	}

	private static final class Listener implements Recipient {

		private final List<Long> told = new ArrayList<>();

		private long refused;

		private Runnable afterwards = () -> {
		};

		@Override
		public String name() {
			return "listener";
		}

		@Override
		public boolean wants(HistoryEntry entry) {
			return true;
		}

		@Override
		public void tell(HistoryEntry entry) {
			if (entry.id() == this.refused) {
				throw new IllegalStateException("not now");
			}
			this.told.add(entry.id());
			this.afterwards.run();
		}

	}

	private static final class WaitingEntries implements Outbox {

		private final TreeMap<Long, Long> versions = new TreeMap<>();

		private long latestVersion;

		private boolean keeping;

		@Override
		public void add(String recipient, long historyId) {
			this.latestVersion++;
			this.versions.put(historyId, this.latestVersion);
		}

		@Override
		public List<Waiting> find(String recipient, int limit) {
			return this.versions.entrySet()
				.stream()
				.limit(limit)
				.map((entry) -> new Waiting(entry.getKey(), entry.getValue()))
				.toList();
		}

		@Override
		public void remove(String recipient, Waiting waiting) {
			if (!this.keeping) {
				this.versions.remove(waiting.historyId(), waiting.version());
			}
		}

	}

}
