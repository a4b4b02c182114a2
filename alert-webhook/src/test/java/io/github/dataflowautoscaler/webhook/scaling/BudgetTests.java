package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Budget;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a budget in the loop: two applications of different importance, each of which
 * wants four instances.
 */
class BudgetTests {

	private static final ApplicationId URGENT = new ApplicationId("orders", "transform");

	private static final ApplicationId OTHER = new ApplicationId("reports", "transform");

	private final LoopFixture loop = new LoopFixture();

	@BeforeEach
	void twoApplications() {
		this.loop.platform.deployed(URGENT, 1).deployed(OTHER, 1);
		policy(URGENT, 4, 1);
		policy(OTHER, 4, 0);
		budget(5, false);
	}

	@Test
	@DisplayName("case 83: the more important one gets its instances first, also if the other one asks first")
	void theMoreImportantFirst() {
		overload(URGENT, 1);
		overload(OTHER, 1);
		alert(OTHER);
		HistoryEntry refused = this.loop.latest(OTHER);
		assertThat(refused).returns("BUDGET", HistoryEntry::reason).returns(Outcome.HELD, HistoryEntry::outcome);
		assertThat(refused.explanation()).endsWith("budget 'team' (5): 1 instead of 4, because 2 are taken, 1 by"
				+ " orders/transform, which is more important, and orders/transform needs 3 more and is more important");
		assertThat(refused.needsHelp()).isTrue();
		alert(URGENT);
		assertThat(this.loop.platform.calls()).containsExactly("orders/transform to 4");
	}

	@Test
	@DisplayName("what is left goes to the less important one")
	void theRest() {
		budget(7, false);
		overload(URGENT, 1);
		overload(OTHER, 1);
		alert(OTHER);
		assertThat(this.loop.platform.calls()).containsExactly("reports/transform to 2");
		assertThat(this.loop.latest(OTHER).explanation()).contains("budget 'team' (7): 2 instead of 4");
	}

	@Test
	@DisplayName("case 83: what was asked for counts before the platform shows it")
	void askedFor() {
		overload(URGENT, 1);
		this.loop.platform.fail(Kind.UNANSWERED, false);
		alert(URGENT);
		this.loop.platform.fail(null, true);
		overload(OTHER, 1);
		alert(OTHER);
		assertThat(this.loop.platform.calls()).containsExactly("orders/transform to 4");
		assertThat(this.loop.latest(OTHER).reason()).isEqualTo("BUDGET");
	}

	@Test
	@DisplayName("a change that was refused counts no longer")
	void refused() {
		overload(URGENT, 1);
		this.loop.platform.fail(Kind.REFUSED, false);
		alert(URGENT);
		this.loop.platform.fail(null, true);
		idle(URGENT, 1);
		overload(OTHER, 1);
		alert(OTHER);
		assertThat(this.loop.platform.calls()).endsWith("reports/transform to 4");
	}

	@Test
	@DisplayName("who asks without measurements is not passed over, either")
	void withoutMeasurements() {
		this.loop.platform.deployed(URGENT, 1).deployed(OTHER, 4);
		alert(URGENT);
		assertThat(this.loop.latest(URGENT).reason()).isEqualTo("BUDGET");
		this.loop.platform.deployed(OTHER, 3);
		overload(OTHER, 3);
		alert(OTHER);
		assertThat(this.loop.latest(OTHER).reason()).isEqualTo("BUDGET");
		this.loop.pass(HistoryEntry.EPISODE_END.plusSeconds(1));
		alert(OTHER);
		assertThat(this.loop.platform.calls()).containsExactly("reports/transform to 4");
	}

	@Test
	@DisplayName("room that somebody else was given meanwhile is not given again")
	void atTheSameTime() {
		budget(5, false);
		overload(URGENT, 1);
		overload(OTHER, 1);
		this.loop.platform.beforeAnswer(() -> alert(OTHER));
		alert(URGENT);
		assertThat(this.loop.platform.calls()).containsExactly("orders/transform to 4");
	}

	@ParameterizedTest(name = "makeRoom {0}: {1} instances are left")
	@CsvSource({ "true, 1", "false, 4" })
	void makesRoom(boolean makeRoom, int left) {
		budget(5, makeRoom);
		this.loop.platform.deployed(OTHER, 4);
		overload(OTHER, 4);
		overload(URGENT, 1);
		alert(URGENT);
		assertThat(this.loop.latest(URGENT).reason()).isEqualTo("BUDGET");
		this.loop.step(OTHER);
		assertThat(this.loop.platform.running().get(OTHER).instances()).isEqualTo(left);
		this.loop.pass(Duration.ofSeconds(10));
		this.loop.step(OTHER);
		alert(URGENT);
		assertThat(this.loop.platform.running().get(URGENT).instances()).isEqualTo(5 - left);
		alert(OTHER);
		assertThat(this.loop.platform.running().get(OTHER).instances()).isEqualTo(left);
	}

	@ParameterizedTest(name = "minimum {0}, paused {1}, dry run {2}: {3} are left")
	@CsvSource({ "3, false, false, 3", "1, true, false, 4", "1, false, true, 4" })
	void makesRoomOnlyWhereItMay(int min, boolean paused, boolean dryRun, int left) {
		this.loop.policy(OTHER, new PolicySettings(min, 4, null, null, null, null, null, null, null, null, null, dryRun,
				paused, null, null, "team", null, 0));
		budget(5, true);
		this.loop.platform.deployed(OTHER, 4);
		overload(OTHER, 4);
		overload(URGENT, 1);
		alert(URGENT);
		assertThat(this.loop.requests.find(OTHER).isPresent()).isEqualTo(left < 4);
		this.loop.step(OTHER);
		assertThat(this.loop.platform.running().get(OTHER).instances()).isEqualTo(left);
	}

	@Test
	@DisplayName("a dry run asks nobody for room")
	void noRoomForADryRun() {
		this.loop.policy(URGENT, new PolicySettings(1, 4, null, null, null, null, null, null, null, null, null, true,
				null, null, null, "team", null, 1));
		budget(5, true);
		this.loop.platform.deployed(OTHER, 4);
		overload(OTHER, 4);
		overload(URGENT, 1);
		alert(URGENT);
		assertThat(this.loop.latest(URGENT).reason()).isEqualTo("BUDGET");
		assertThat(this.loop.requests.find(OTHER)).isEmpty();
	}

	@Test
	@DisplayName("a minimum does not exceed the budget, and comes before more than that for others")
	void minimum() {
		budget(3, false);
		this.loop.policy(OTHER, new PolicySettings(3, 4, null, null, null, null, null, null, null, null, null, null,
				null, null, null, "team", null, 0));
		overload(URGENT, 1);
		alert(URGENT);
		assertThat(this.loop.latest(URGENT).reason()).isEqualTo("BUDGET");
		this.loop.keepMinimum();
		this.loop.step(OTHER);
		assertThat(this.loop.platform.calls()).containsExactly("reports/transform to 2");
	}

	@Test
	@DisplayName("while nobody knows what the others have, nothing is added")
	void unknownMembers() {
		this.loop.platform.hideFromListing();
		overload(URGENT, 1);
		this.loop.alert(URGENT, Direction.OUT);
		assertThat(this.loop.step(URGENT)).isPresent();
		assertThat(this.loop.platform.calls()).isEmpty();
		assertThat(this.loop.requests.find(URGENT)).get()
			.matches((request) -> String.valueOf(request.lastError()).contains("budget"));
	}

	private void alert(ApplicationId id) {
		this.loop.alert(id, Direction.OUT);
		this.loop.step(id);
	}

	private void policy(ApplicationId id, int max, int priority) {
		this.loop.policy(id, new PolicySettings(null, max, null, null, null, null, null, null, null, null, null, null,
				null, null, null, "team", null, priority));
	}

	private void budget(int max, boolean makeRoom) {
		this.loop.budget(new Budget("team", max, null, "team", makeRoom));
	}

	private void overload(ApplicationId id, int instances) {
		this.loop.measure(id, instances, 100, 10 * instances, instances, 900);
	}

	private void idle(ApplicationId id, int instances) {
		this.loop.measure(id, instances, 1, 1, 0.1, 0);
	}

}
