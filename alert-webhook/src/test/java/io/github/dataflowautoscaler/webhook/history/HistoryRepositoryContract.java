package io.github.dataflowautoscaler.webhook.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.dataflowautoscaler.webhook.decision.Changes.Change;
import io.github.dataflowautoscaler.webhook.decision.Changes.Kind;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Repeats;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link HistoryRepository} does, wherever it is kept.
 */
public abstract class HistoryRepositoryContract {

	private static final ApplicationId TRANSFORM = new ApplicationId("scaletest", "transform");

	private static final ApplicationId LOG = new ApplicationId("scaletest", "log");

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(1));

	private final HistoryRepository repository;

	protected HistoryRepositoryContract(HistoryRepository repository) {
		this.repository = repository;
	}

	@Test
	void theLatestDecisionIsTheLastOneOfEachApplication() {
		insert(TRANSFORM, Outcome.SUCCEEDED, LONG_AGO);
		insert(LOG, Outcome.FAILED, LONG_AGO);
		HistoryEntry change = insert(TRANSFORM, Outcome.IN_PROGRESS, NOW);
		assertThat(this.repository.findLatest()).hasSize(2).contains(change);
		this.repository.update(finished(change, Outcome.FAILED));
		assertThat(this.repository.findLatest()).filteredOn((entry) -> entry.id() == change.id())
			.extracting(HistoryEntry::outcome)
			.containsExactly(Outcome.FAILED);
	}

	@Test
	@DisplayName("what was asked for is known until it is over, and of the last minutes")
	void asked() {
		insert(LOG, Outcome.SUCCEEDED, LONG_AGO);
		insert(TRANSFORM, Outcome.HELD, NOW);
		assertThat(this.repository.findAsked(NOW)).isEmpty();
		HistoryEntry change = insert(TRANSFORM, Outcome.IN_PROGRESS, LONG_AGO);
		Map<ApplicationId, Integer> asked = Map.of(TRANSFORM, Objects.requireNonNull(change.counts()).to());
		assertThat(this.repository.findAsked(NOW)).isEqualTo(asked);
		this.repository.update(with(change, Outcome.UNANSWERED, change.reason(), null));
		assertThat(this.repository.findAsked(NOW)).isEqualTo(asked);
		this.repository.update(with(change, Outcome.FAILED, HistoryEntry.UNANSWERED, NOW));
		assertThat(this.repository.findAsked(NOW)).isEqualTo(asked);
		assertThat(this.repository.findAsked(NOW.plusSeconds(1))).isEmpty();
		HistoryEntry refused = insert(LOG, Outcome.IN_PROGRESS, NOW);
		this.repository.update(with(refused, Outcome.FAILED, "REFUSED", NOW));
		assertThat(this.repository.findAsked(NOW)).isEqualTo(asked);
	}

	private static HistoryEntry with(HistoryEntry entry, Outcome outcome, String reason, Instant finishedAt) {
		return new HistoryEntry(entry.id(), entry.cause(), entry.decidedAt(), outcome, reason, entry.explanation(),
				entry.counts(), null, finishedAt, null);
	}

	@Test
	void whatWasDecidedSince() {
		insert(TRANSFORM, Outcome.SUCCEEDED, LONG_AGO);
		HistoryEntry repeated = insert(TRANSFORM, Outcome.HELD, LONG_AGO);
		HistoryEntry late = insert(LOG, Outcome.FAILED, NOW);
		this.repository.update(new HistoryEntry(repeated.id(), repeated.cause(), LONG_AGO, Outcome.HELD,
				repeated.reason(), "again", repeated.counts(), null, LONG_AGO, new Repeats(1, NOW)));
		assertThat(this.repository.find(new HistoryQuery(null, null, null, NOW, 10))).extracting(HistoryEntry::id)
			.containsExactly(late.id(), repeated.id());
	}

	@Test
	void whatIsForgottenIsNotTheLatestDecisionEither() {
		insert(TRANSFORM, Outcome.HELD, LONG_AGO);
		HistoryEntry kept = insert(LOG, Outcome.HELD, NOW);
		assertThat(this.repository.deleteBefore(NOW)).isOne();
		assertThat(this.repository.findLatest()).containsExactly(kept);
		HistoryEntry next = insert(TRANSFORM, Outcome.HELD, NOW);
		assertThat(this.repository.findLatest()).containsExactlyInAnyOrder(kept, next);
	}

	@Test
	void whatSomebodyElseDidIsAboutTheInstancesAndNoDecision() {
		HistoryEntry ours = insert(TRANSFORM, Outcome.HELD, LONG_AGO);
		HistoryEntry theirs = insert(TRANSFORM, Outcome.OUTSIDE, NOW);
		insert(TRANSFORM, Outcome.POLICY, NOW);
		assertThat(this.repository.findLatest(TRANSFORM)).contains(theirs);
		assertThat(this.repository.findLatest()).containsExactly(ours);
		HistoryEntry next = insert(TRANSFORM, Outcome.HELD, NOW);
		assertThat(this.repository.findLatest(TRANSFORM)).contains(next);
		HistoryEntry first = insert(LOG, Outcome.OUTSIDE, NOW);
		assertThat(this.repository.findLatest(LOG)).contains(first);
	}

	@Test
	void whatIsStillRepeatedIsNotForgotten() {
		HistoryEntry held = insert(TRANSFORM, Outcome.HELD, LONG_AGO);
		HistoryEntry repeated = new HistoryEntry(held.id(), held.cause(), LONG_AGO, Outcome.HELD, held.reason(),
				"again", held.counts(), null, LONG_AGO, new Repeats(2, NOW));
		this.repository.update(repeated);
		assertThat(this.repository.findLatest(TRANSFORM)).contains(repeated);
		assertThat(this.repository.deleteBefore(NOW)).isZero();
		assertThat(this.repository.deleteBefore(NOW.plusSeconds(1))).isOne();
	}

	@Test
	@DisplayName("case 22: a call without an answer is in progress until it is known what became of it")
	void unanswered() {
		HistoryEntry unanswered = withoutAnswer(insert(TRANSFORM, Outcome.IN_PROGRESS, NOW));
		assertThat(this.repository.update(unanswered)).isTrue();
		assertThat(this.repository.findInProgress(TRANSFORM)).contains(unanswered);
		assertThat(this.repository.findApplicationsInProgress()).containsExactly(TRANSFORM);
		assertThat(this.repository.deleteBefore(NOW.plusSeconds(1))).isZero();
		assertThat(this.repository.findChanges(TRANSFORM, NOW).last()).isEqualTo(NOW);
		assertThat(this.repository.update(finished(unanswered, Outcome.SUCCEEDED))).isTrue();
		assertThat(this.repository.update(unanswered)).isFalse();
		assertThat(this.repository.findInProgress(TRANSFORM)).isEmpty();
	}

	@Test
	void anAcceptanceLeavesWhatAnotherReplicaHasFoundAsItIs() {
		HistoryEntry begun = insert(TRANSFORM, Outcome.IN_PROGRESS, NOW);
		this.repository.update(withoutAnswer(begun));
		this.repository.accept(begun.id(), NOW);
		this.repository.accept(begun.id(), NOW.plusSeconds(1));
		this.repository.update(withoutAnswer(begun));
		assertThat(this.repository.findInProgress(TRANSFORM)).hasValueSatisfying((found) -> {
			assertThat(found.outcome()).isEqualTo(Outcome.UNANSWERED);
			assertThat(found.acceptedAt()).isEqualTo(NOW);
		});
		this.repository.update(finished(begun, Outcome.POSTPONED));
		assertThat(this.repository.findInProgress(TRANSFORM)).isEmpty();
	}

	@Test
	@DisplayName("case 32: what the platform has accepted is a change, also if it failed")
	void accepted() {
		HistoryEntry refused = insert(TRANSFORM, Outcome.IN_PROGRESS, NOW);
		this.repository.update(finished(refused, Outcome.FAILED));
		assertThat(this.repository.findChanges(TRANSFORM, NOW).list()).isEmpty();
		HistoryEntry change = insert(TRANSFORM, Outcome.IN_PROGRESS, NOW);
		HistoryEntry accepted = new HistoryEntry(change.id(), change.cause(), NOW, Outcome.IN_PROGRESS, change.reason(),
				change.explanation(), change.counts(), NOW.plusSeconds(7), null, null);
		this.repository.update(accepted);
		assertThat(this.repository.findInProgress(TRANSFORM)).contains(accepted);
		this.repository.update(finished(accepted, Outcome.FAILED));
		assertThat(this.repository.findChanges(TRANSFORM, NOW).list()).extracting(Change::kind)
			.containsExactly(Kind.FAILED);
	}

	@Test
	@DisplayName("case 48: an outcome that one replica has recorded is not overwritten by another one")
	void aFinalOutcomeStays() {
		HistoryEntry change = insert(TRANSFORM, Outcome.IN_PROGRESS, NOW);
		assertThat(this.repository.update(finished(change, Outcome.SUCCEEDED))).isTrue();
		assertThat(this.repository.update(change)).isFalse();
		assertThat(this.repository.update(finished(change, Outcome.FAILED))).isFalse();
		assertThat(this.repository.findLatest(TRANSFORM)).contains(finished(change, Outcome.SUCCEEDED));
	}

	@Test
	void onlyChangesOfLateCountAsLastChanges() {
		insert(TRANSFORM, Outcome.HELD, NOW);
		insert(LOG, Outcome.SUCCEEDED, LONG_AGO);
		assertThat(this.repository.findLastChanges(NOW.minusSeconds(300))).isEmpty();
		insert(LOG, Outcome.FAILED, NOW);
		assertThat(this.repository.findLastChanges(NOW.minusSeconds(300))).isEmpty();
		insert(TRANSFORM, Outcome.IN_PROGRESS, LONG_AGO);
		insert(LOG, Outcome.SUCCEEDED, NOW.minusSeconds(60));
		insert(LOG, Outcome.SUCCEEDED, NOW);
		assertThat(this.repository.findLastChanges(NOW.minusSeconds(300)))
			.isEqualTo(Map.of(TRANSFORM, LONG_AGO, LOG, NOW));
	}

	@Test
	void entriesAreFoundByTheirIds() {
		HistoryEntry first = insert(TRANSFORM, Outcome.HELD, LONG_AGO);
		insert(TRANSFORM, Outcome.HELD, NOW);
		HistoryEntry third = insert(LOG, Outcome.SUCCEEDED, NOW);
		assertThat(this.repository.findAll(List.of(third.id(), first.id(), 77L))).containsExactly(first, third);
	}

	@Test
	@DisplayName("case 45: a decision goes on with an episode if an earlier one of its kind was made until a short time ago")
	void precedingDecisions() {
		HistoryEntry first = insert(TRANSFORM, Outcome.HELD, LONG_AGO);
		insert(LOG, Outcome.HELD, NOW);
		HistoryEntry next = insert(TRANSFORM, Outcome.HELD, NOW);
		assertThat(this.repository.isPreceded(first, LONG_AGO.minusSeconds(300))).isFalse();
		assertThat(this.repository.isPreceded(next, LONG_AGO)).isTrue();
		assertThat(this.repository.isPreceded(next, LONG_AGO.plusSeconds(1))).isFalse();
		this.repository.update(new HistoryEntry(first.id(), first.cause(), LONG_AGO, Outcome.HELD, first.reason(),
				"again", first.counts(), null, LONG_AGO, new Repeats(2, LONG_AGO.plusSeconds(60))));
		assertThat(this.repository.isPreceded(next, LONG_AGO.plusSeconds(1))).isTrue();
		HistoryEntry other = new HistoryEntry(next.id(), next.cause(), NOW, Outcome.HELD, "OTHER", "", next.counts(),
				null, NOW, null);
		assertThat(this.repository.isPreceded(other, LONG_AGO)).isFalse();
	}

	private HistoryEntry insert(ApplicationId id, Outcome outcome, Instant at) {
		@Nullable Instant finishedAt = (outcome != Outcome.IN_PROGRESS) ? at : null;
		return this.repository.insert(new HistoryEntry(0, new Cause(id, "request", "alert", Direction.OUT), at, outcome,
				"REASON", "explanation", new Counts(1, 3, 3), null, finishedAt, null));
	}

	private static HistoryEntry withoutAnswer(HistoryEntry entry) {
		return new HistoryEntry(entry.id(), entry.cause(), entry.decidedAt(), Outcome.UNANSWERED, entry.reason(),
				entry.explanation(), entry.counts(), null, null, null);
	}

	private static HistoryEntry finished(HistoryEntry entry, Outcome outcome) {
		return new HistoryEntry(entry.id(), entry.cause(), entry.decidedAt(), outcome, entry.reason(),
				entry.explanation(), entry.counts(), entry.acceptedAt(), NOW, null);
	}

}
