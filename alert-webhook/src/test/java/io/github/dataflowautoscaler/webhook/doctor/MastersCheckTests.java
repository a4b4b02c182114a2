package io.github.dataflowautoscaler.webhook.doctor;

import java.time.Instant;
import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MastersCheckTests {

	@Test
	void aChangeThatSucceededIsOurs() {
		assertThat(changes(entry(Outcome.HELD, 3, 3), entry(Outcome.SUCCEEDED, 1, 3), entry(Outcome.HELD, 1, 1)))
			.isZero();
	}

	@Test
	void anotherNumberThanTheChangeBeforeLeftIsSomebodyElses() {
		assertThat(changes(entry(Outcome.SUCCEEDED, 1, 3), entry(Outcome.SUCCEEDED, 1, 3), entry(Outcome.HELD, 1, 1)))
			.isOne();
	}

	@Test
	void aNumberThatChangesWhileWeDoNothingIsSomebodyElses() {
		assertThat(changes(entry(Outcome.HELD, 2, 2), entry(Outcome.HELD, 4, 4), entry(Outcome.DRY_RUN, 2, 3)))
			.isEqualTo(2);
	}

	@Test
	void afterAChangeThatFailedNobodyKnows() {
		assertThat(changes(entry(Outcome.HELD, 1, 1), entry(Outcome.FAILED, 2, 3), entry(Outcome.HELD, 2, 2),
				entry(Outcome.UNANSWERED, 1, 3)))
			.isZero();
	}

	private static int changes(HistoryEntry... newestFirst) {
		return MastersCheck.changesBySomebodyElse(List.of(newestFirst));
	}

	private static HistoryEntry entry(Outcome outcome, int from, int to) {
		return new HistoryEntry(1,
				new Cause(new ApplicationId("scaletest", "transform"), "request", "alert", Direction.OUT),
				Instant.EPOCH, outcome, "REASON", "", new Counts(from, to, to), Instant.EPOCH, Instant.EPOCH, null);
	}

}
