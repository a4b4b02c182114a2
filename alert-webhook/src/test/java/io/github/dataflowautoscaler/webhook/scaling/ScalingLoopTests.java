package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;

import io.github.dataflowautoscaler.webhook.decision.Capacity;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScalingLoop} with all that it goes through.
 */
class ScalingLoopTests {

	private static final ApplicationId TRANSFORM = LoopFixture.TRANSFORM;

	private static final ApplicationId LOG = LoopFixture.LOG;

	private final LoopFixture loop = new LoopFixture();

	@BeforeEach
	void overload() {
		this.loop.overload();
	}

	@Test
	void theRightNumberInOneCallAndItIsReadBack() {
		this.loop.alert(TRANSFORM, Direction.OUT);
		assertThat(this.loop.step(TRANSFORM)).contains(Duration.ofSeconds(1));
		assertThat(this.loop.platform.calls()).containsExactly("scaletest/transform to 4");
		assertThat(this.loop.latest(TRANSFORM).outcome()).isEqualTo(Outcome.IN_PROGRESS);
		this.loop.pass(Duration.ofSeconds(10));
		this.loop.step(TRANSFORM);
		assertThat(this.loop.latest(TRANSFORM).outcome()).isEqualTo(Outcome.SUCCEEDED);
		assertThat(this.loop.requests.find(TRANSFORM)).isEmpty();
		assertThat(this.loop.acceptedCalls).hasSize(1);
	}

	@Test
	@DisplayName("case 43: readers are told after the call was accepted, and are scaled out at once")
	void announced() {
		this.loop.platform.beforeAnswer(() -> assertThat(this.loop.requests.find(LOG)).isEmpty());
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		assertThat(this.loop.requests.find(LOG)).get()
			.matches((request) -> request.cause().alertName().equals("Upstream scaletest/transform"));
		this.loop.step(LOG);
		assertThat(this.loop.platform.calls()).containsExactly("scaletest/transform to 4", "scaletest/log to 4");
	}

	@Test
	@DisplayName("case 43: a reader that nobody has assessed since the start knows what it was told")
	void expectationOfAnUnknownVersionIsKept() {
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		this.loop.assess();
		this.loop.step(LOG);
		assertThat(this.loop.platform.calls()).contains("scaletest/log to 4");
	}

	@ParameterizedTest
	@EnumSource(names = { "FORBIDDEN", "NOT_FOUND", "REFUSED" })
	@DisplayName("case 43: nobody is told of a change that was refused, and nothing is judged by it")
	void refused(Kind refusal) {
		this.loop.platform.fail(refusal, false);
		this.loop.alert(TRANSFORM, Direction.OUT);
		assertThat(this.loop.step(TRANSFORM)).isEmpty();
		assertThat(this.loop.latest(TRANSFORM)).matches((entry) -> entry.outcome() == Outcome.FAILED)
			.matches((entry) -> entry.reason().equals(refusal.name()));
		assertThat(this.loop.requests.find(TRANSFORM)).isEmpty();
		assertThat(this.loop.requests.find(LOG)).isEmpty();
		this.loop.platform.fail(null, true);
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		assertThat(this.loop.platform.calls()).hasSize(2);
	}

	@ParameterizedTest
	@EnumSource(names = { "BUSY", "UNREACHABLE" })
	void whatPassesIsDecidedAnew(Kind problem) {
		this.loop.platform.fail(problem, false);
		this.loop.alert(TRANSFORM, Direction.OUT);
		assertThat(this.loop.step(TRANSFORM)).get()
			.matches((delay) -> delay.compareTo(Duration.ofSeconds(2)) <= 0 && !delay.isZero());
		assertThat(this.loop.latest(TRANSFORM).outcome()).isEqualTo(Outcome.POSTPONED);
		assertThat(this.loop.requests.find(LOG)).isEmpty();
		assertThat(this.loop.requests.find(TRANSFORM)).get().matches((request) -> request.attempts() == 1);
		this.loop.platform.fail(null, true);
		this.loop.measure(TRANSFORM, 1, 15, 10, 1, 0);
		this.loop.step(TRANSFORM);
		assertThat(this.loop.platform.calls()).containsExactly("scaletest/transform to 4", "scaletest/transform to 2");
	}

	@Test
	@DisplayName("case 22: a call without an answer is not repeated, and closed when the platform shows it")
	void lateAnswer() {
		this.loop.platform.fail(Kind.UNANSWERED, false);
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		this.loop.alert(TRANSFORM, Direction.OUT);
		for (int look = 0; look < 3; look++) {
			this.loop.pass(Duration.ofMinutes(1));
			this.loop.step(TRANSFORM);
		}
		assertThat(this.loop.latest(TRANSFORM).outcome()).isEqualTo(Outcome.UNANSWERED);
		assertThat(this.loop.platform.calls()).hasSize(1);
		assertThat(this.loop.requests.find(LOG)).isEmpty();
		this.loop.platform.deployed(TRANSFORM, 4, LOG);
		this.loop.step(TRANSFORM);
		assertThat(this.loop.latest(TRANSFORM).outcome()).isEqualTo(Outcome.SUCCEEDED);
		// What the call waited for is no start-up time.
		assertThat(this.loop.learned().find(TRANSFORM)).get().returns(Memory.TYPICAL_START_TIME, Memory::startTime);
	}

	@Test
	@DisplayName("case 22: when an unanswered call is given up, what was asked for meanwhile is asked for again")
	void neverAnswered() {
		this.loop.platform.fail(Kind.UNANSWERED, false);
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		this.loop.pass(Duration.ofMinutes(11));
		this.loop.step(TRANSFORM);
		assertThat(this.loop.latest(TRANSFORM)).matches((entry) -> entry.outcome() == Outcome.FAILED)
			.matches((entry) -> entry.reason().equals(HistoryEntry.UNANSWERED));
		assertThat(this.loop.requests.find(TRANSFORM)).isEmpty();
	}

	@Test
	@DisplayName("case 32: the instances of an unanswered call have their time from when they are first seen, and no more")
	void lateAndCrashing() {
		this.loop.platform.fail(Kind.UNANSWERED, false);
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		this.loop.pass(Duration.ofMinutes(10));
		this.loop.step(TRANSFORM);
		this.loop.platform.deployed(TRANSFORM, 4, LOG).crash(TRANSFORM, 2);
		this.loop.step(TRANSFORM);
		this.loop.pass(Duration.ofSeconds(299));
		this.loop.step(TRANSFORM);
		assertThat(this.loop.latest(TRANSFORM).outcome()).isEqualTo(Outcome.UNANSWERED);
		this.loop.pass(Duration.ofSeconds(1));
		this.loop.step(TRANSFORM);
		assertThat(this.loop.latest(TRANSFORM).explanation())
			.endsWith("after 300 s the application has instances that crash with 2 of 4 instances up");
		this.loop.platform.fail(null, true);
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		assertThat(this.loop.latest(TRANSFORM).reason()).isEqualTo("TAKEN_BACK");
		assertThat(this.loop.platform.calls()).containsExactly("scaletest/transform to 4", "scaletest/transform to 2");
	}

	@Test
	@DisplayName("case 48: nothing is begun by a replica that lost the right to decide while it decided")
	void mandateLostBeforeTheRecord() {
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.leadership.takenOver();
		this.loop.step(TRANSFORM);
		assertThat(this.loop.platform.calls()).isEmpty();
		assertThat(this.loop.history(TRANSFORM)).isEmpty();
		assertThat(this.loop.requests.find(TRANSFORM)).isPresent();
		this.loop.leadership.noticed();
		assertThat(this.loop.step(TRANSFORM)).isEmpty();
	}

	@Test
	void whatWasWithdrawnWhileItWasDecidedIsNotBegun() {
		this.loop.alert(TRANSFORM, Direction.OUT);
		ScaleRequest waiting = this.loop.requests.find(TRANSFORM).orElseThrow();
		this.loop.platform.beforeAnswer(() -> {
			throw new AssertionError("no call is to be made");
		});
		this.loop.requests.withdraw(TRANSFORM, Direction.OUT);
		assertThat(this.loop.run(waiting)).contains(Duration.ZERO);
		assertThat(this.loop.history(TRANSFORM)).isEmpty();
	}

	@Test
	@DisplayName("case 32: more instances that did not help are not followed by even more")
	void verdict() {
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.measure(TRANSFORM, 1, 15, 10, 1, 0);
		this.loop.step(TRANSFORM);
		this.loop.step(TRANSFORM);
		this.loop.pass(Duration.ofMinutes(3));
		this.loop.measure(TRANSFORM, 2, 15, 10, 1, 600);
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		assertThat(this.loop.platform.calls()).hasSize(1);
		assertThat(this.loop.latest(TRANSFORM).explanation()).startsWith("More instances did not help: 1 -> 2");
	}

	@Test
	void anotherReplicaKnowsWhatThisOneHasLearned() {
		this.loop.assess();
		LoopFixture other = new LoopFixture(this.loop.learned());
		other.overload();
		other.measure(TRANSFORM, 1, 25, 0, 0, 300);
		other.alert(TRANSFORM, Direction.OUT);
		other.step(TRANSFORM);
		assertThat(other.latest(TRANSFORM).explanation()).contains("10.0/s (learned)");
	}

	@Test
	void aDecisionByStepsForgetsNothingThatWasLearned() {
		this.loop.assess();
		this.loop.policy(TRANSFORM, PolicySettings.of(Strategy.STEP, 4));
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		assertThat(this.loop.learned().find(TRANSFORM)).get()
			.extracting(Memory::capacity)
			.isEqualTo(Capacity.learned(10.0));
	}

	@Test
	void whatGoesByStepsIsNotWrittenDownAsLearned() {
		this.loop.policy(TRANSFORM, PolicySettings.of(Strategy.STEP, 4));
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		assertThat(this.loop.learned().find(TRANSFORM)).isEmpty();
	}

	@Test
	void whoAsksByHandIsNotPutOff() {
		this.loop.policy(TRANSFORM, PolicySettings.of(Strategy.STEP, 9));
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		this.loop.pass(Duration.ofSeconds(10));
		this.loop.step(TRANSFORM);
		this.loop.byHand(TRANSFORM, Direction.OUT, 3);
		this.loop.step(TRANSFORM);
		assertThat(this.loop.platform.calls()).containsExactly("scaletest/transform to 2", "scaletest/transform to 5");
	}

	@Test
	void aRequestThatCouldNotBeAnsweredForTooLongIsGivenUp() {
		this.loop.platform.fail(Kind.BUSY, false);
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		this.loop.pass(Duration.ofMinutes(11));
		assertThat(this.loop.step(TRANSFORM)).isEmpty();
		assertThat(this.loop.latest(TRANSFORM).explanation())
			.isEqualTo("Given up after 660 s and 1 attempts; the last one: Data Flow says BUSY");
	}

	@Test
	void aDryRunCallsNobody() {
		this.loop.policy(TRANSFORM, new PolicySettings(1, 4, "rate", null, null, null, null, null, null, null, null,
				true, null, null, null, null, null, null));
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		assertThat(this.loop.platform.calls()).isEmpty();
		assertThat(this.loop.latest(TRANSFORM).outcome()).isEqualTo(Outcome.DRY_RUN);
		assertThat(this.loop.requests.find(LOG)).isEmpty();
	}

	@Test
	void aPolicyThatWasRemovedMeanwhileDecidesNothing() {
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.removePolicy(TRANSFORM);
		assertThat(this.loop.step(TRANSFORM)).isEmpty();
		assertThat(this.loop.latest(TRANSFORM).reason()).isEqualTo("NO_POLICY");
	}

}
