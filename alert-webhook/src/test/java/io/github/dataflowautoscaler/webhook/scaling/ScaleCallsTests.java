package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Reason;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;
import io.github.dataflowautoscaler.webhook.time.SystemTicks;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link ScaleCalls}.
 */
class ScaleCallsTests {

	private final ScaleCalls calls = new ScaleCalls(new FakePlatform(), new SystemTicks());

	@Test
	@DisplayName("case 22: a scale-out waits until one of three others is answered")
	void waits() {
		IntStream.range(0, ScaleCalls.MOST).forEach((index) -> this.calls.open(id(index), decision(4)));
		CompletableFuture<Void> fourth = CompletableFuture.runAsync(() -> this.calls.open(id(3), decision(4)));
		this.calls.close(id(0));
		assertThat(fourth).succeedsWithin(Duration.ofMinutes(1));
	}

	@Test
	@DisplayName("case 22: calls without an answer count until it is known what became of them")
	void unanswered() {
		IntStream.range(0, ScaleCalls.MOST).forEach((index) -> this.calls.unanswered(change(index, 4)));
		this.calls.close(id(0));
		assertThatExceptionOfType(PlatformException.class).isThrownBy(() -> this.calls.open(id(3), decision(4)))
			.matches((ex) -> ex.kind() == Kind.BUSY)
			.withMessageContaining("3 scale calls are waiting for Data Flow's answer");
		this.calls.closed(change(0, 4));
		assertThatNoException().isThrownBy(() -> this.calls.open(id(3), decision(4)));
	}

	@Test
	void aScaleInIsNotCounted() {
		IntStream.range(0, ScaleCalls.MOST).forEach((index) -> this.calls.unanswered(change(index, 1)));
		assertThatNoException().isThrownBy(() -> this.calls.open(id(3), decision(4)));
	}

	@Test
	void aScaleInWaitsForNothing() {
		IntStream.range(0, ScaleCalls.MOST).forEach((index) -> this.calls.unanswered(change(index, 4)));
		assertThatNoException().isThrownBy(() -> this.calls.open(id(3), decision(1)));
	}

	private static Decision decision(int to) {
		return new Decision(2, to, to, Reason.SCALE_OUT, "because");
	}

	private static ApplicationId id(int index) {
		return new ApplicationId("s" + index, "transform");
	}

	private static HistoryEntry change(int index, int to) {
		return new HistoryEntry(index, new Cause(id(index), "request", "alert", Direction.OUT), Instant.EPOCH,
				Outcome.IN_PROGRESS, "SCALE_OUT", "because", new Counts(2, to, to), null, null, null);
	}

}
