package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What the history says of changes that the loop did not make.
 */
class OutsideChangesTests {

	private static final ApplicationId TRANSFORM = LoopFixture.TRANSFORM;

	private static final ApplicationId LOG = LoopFixture.LOG;

	private final LoopFixture loop = new LoopFixture();

	@BeforeEach
	void overload() {
		this.loop.overload();
	}

	@Test
	void whatSomebodyElseDidIsInTheHistoryBeforeWhatIsDecidedThen() {
		this.loop.measure(TRANSFORM, 1, 5, 5, 0.5, 0);
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		this.loop.platform.deployed(TRANSFORM, 3, LOG);
		this.loop.measure(TRANSFORM, 3, 5, 5, 0.5, 0);
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		assertThat(this.loop.history(TRANSFORM)).extracting(HistoryEntry::outcome)
			.containsExactly(Outcome.HELD, Outcome.OUTSIDE, Outcome.HELD);
		assertThat(this.loop.history(TRANSFORM).get(1)).matches((entry) -> entry.cause().direction() == null)
			.extracting(HistoryEntry::counts)
			.isEqualTo(new Counts(1, 3, 3));
	}

	@Test
	void whatSomebodyElseDoesIsNoticedWithoutAnAlert() {
		this.loop.assess();
		assertThat(this.loop.history(TRANSFORM)).isEmpty();
		this.loop.platform.deployed(TRANSFORM, 3, LOG);
		assessFor(Duration.ofMinutes(1));
		assertThat(this.loop.history(TRANSFORM)).hasSize(1);
		this.loop.measure(TRANSFORM, 3, 15, 15, 1.5, 0);
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		this.loop.platform.deployed(TRANSFORM, 2, LOG);
		assessFor(Duration.ofMinutes(1));
		this.loop.platform.crash(TRANSFORM, 1);
		assessFor(Duration.ofMinutes(1));
		assertThat(this.loop.history(TRANSFORM)).extracting(HistoryEntry::outcome, HistoryEntry::counts)
			.containsExactly(tuple(Outcome.OUTSIDE, new Counts(3, 2, 2)), tuple(Outcome.HELD, new Counts(3, 2, 3)),
					tuple(Outcome.OUTSIDE, new Counts(1, 3, 3)));
	}

	@Test
	void onlyWhoDecidesTellsWhatSomebodyElseDid() {
		this.loop.assess();
		this.loop.leadership.takenOver();
		this.loop.leadership.noticed();
		this.loop.platform.deployed(TRANSFORM, 3, LOG);
		assessFor(Duration.ofMinutes(1));
		assertThat(this.loop.history(TRANSFORM)).isEmpty();
	}

	@Test
	void aChangeOfItsOwnIsNotTakenForSomebodyElses() {
		this.loop.assess();
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		assessFor(Duration.ofMinutes(1));
		this.loop.step(TRANSFORM);
		assessFor(Duration.ofMinutes(1));
		assertThat(this.loop.history(TRANSFORM)).extracting(HistoryEntry::outcome).containsExactly(Outcome.SUCCEEDED);
	}

	private void assessFor(Duration time) {
		for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusSeconds(15)) {
			this.loop.pass(Duration.ofSeconds(15));
			this.loop.assess();
		}
	}

	@Test
	void whatWasDecidedItselfIsNobodyElses() {
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		this.loop.pass(Duration.ofSeconds(10));
		this.loop.step(TRANSFORM);
		this.loop.measure(TRANSFORM, 4, 25, 25, 2.5, 0);
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		assertThat(this.loop.history(TRANSFORM)).extracting(HistoryEntry::outcome)
			.containsExactly(Outcome.HELD, Outcome.SUCCEEDED);
	}

	@Test
	void whatIsThereAfterAChangeThatFailedIsNotTakenForSomebodyElses() {
		this.loop.assess();
		this.loop.platform.fail(Kind.UNANSWERED, true);
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		this.loop.platform.deployed(TRANSFORM, 2, LOG);
		this.loop.step(TRANSFORM);
		assessFor(Duration.ofMinutes(12));
		assertThat(this.loop.history(TRANSFORM)).extracting(HistoryEntry::outcome).containsExactly(Outcome.UNANSWERED);
		this.loop.step(TRANSFORM);
		this.loop.platform.fail(null, true);
		this.loop.measure(TRANSFORM, 2, 5, 5, 0.5, 0);
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		assertThat(this.loop.history(TRANSFORM)).extracting(HistoryEntry::outcome)
			.containsExactly(Outcome.HELD, Outcome.FAILED);
	}

}
