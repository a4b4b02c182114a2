package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OpenCalls}.
 */
class OpenCallsTests {

	private final OpenCalls calls = new OpenCalls();

	@Test
	@DisplayName("case 22: a scale-out waits until one of three others is answered")
	void waits() {
		IntStream.range(0, OpenCalls.MOST).forEach((index) -> assertThat(this.calls.begin(id(index))).isTrue());
		CompletableFuture<Boolean> fourth = CompletableFuture.supplyAsync(() -> this.calls.begin(id(3)));
		this.calls.end(id(0));
		assertThat(fourth).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(true);
	}

	@Test
	@DisplayName("case 22: calls without an answer count until it is known what became of them")
	void unanswered() {
		IntStream.range(0, OpenCalls.MOST).forEach((index) -> this.calls.unanswered(change(index, 4)));
		this.calls.end(id(0));
		assertThat(this.calls.begin(id(3))).isFalse();
		this.calls.closed(change(0, 4));
		assertThat(this.calls.begin(id(3))).isTrue();
	}

	@Test
	void aScaleInWaitsForNothing() {
		IntStream.range(0, OpenCalls.MOST).forEach((index) -> this.calls.unanswered(change(index, 1)));
		assertThat(this.calls.begin(id(3))).isTrue();
	}

	private static ApplicationId id(int index) {
		return new ApplicationId("s" + index, "transform");
	}

	private static HistoryEntry change(int index, int to) {
		return new HistoryEntry(index, new Cause(id(index), "request", "alert", Direction.OUT), Instant.EPOCH,
				Outcome.IN_PROGRESS, "SCALE_OUT", "because", new Counts(2, to, to), false, null, null);
	}

}
